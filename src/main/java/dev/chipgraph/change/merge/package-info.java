/** Merges of duplicates, and undoing them. */
package dev.chipgraph.change.merge;
