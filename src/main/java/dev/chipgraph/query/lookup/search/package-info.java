/** From words to entities: search, and suggestions for a text that is being typed. */
package dev.chipgraph.query.lookup.search;
