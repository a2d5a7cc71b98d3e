/**
 * What all queries share: the context in which they are asked, filters and orders of lists, and pages. A new list filter
 * or sort order goes here.
 */
package dev.chipgraph.query.core;
