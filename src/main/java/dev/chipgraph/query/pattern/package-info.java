/**
 * Graph patterns that clients compose: they are read from JSON, compiled to Cypher and run. A new condition or clause is
 * parsed and compiled here.
 */
package dev.chipgraph.query.pattern;
