/**
 * Formats of answers: JSON, CSV and NDJSON for lists; GraphML, Cytoscape JSON, JSON-LD and Turtle for graphs. A new output
 * format is a constant of {@link dev.chipgraph.rest.format.Format}, an {@code ItemWriter} that writes item by item, and a
 * provider in {@code TableWriters} or {@code GraphWriters} that begins it; resources that offer it list its media type in
 * {@code @Produces}.
 */
package dev.chipgraph.rest.format;
