/** From names to entities: how well whole names fit, and which candidates are certain. */
package dev.chipgraph.query.lookup.match;
