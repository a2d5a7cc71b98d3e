/** Pairs of entities that may be the same. */
package dev.chipgraph.query.lookup.duplicate;
