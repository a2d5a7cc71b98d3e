/** How words of names are compared and how much they tell, and what full-text indexes are asked for. */
package dev.chipgraph.query.lookup.words;
