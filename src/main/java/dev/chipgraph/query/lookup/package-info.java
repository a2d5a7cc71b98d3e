/**
 * From names to entities: resolution of references, full-text search and name matching. A new kind of reference or a
 * change to matching goes here.
 */
package dev.chipgraph.query.lookup;
