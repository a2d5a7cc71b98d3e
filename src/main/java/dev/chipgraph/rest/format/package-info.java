/**
 * Formats of answers: JSON, CSV and NDJSON for lists; GraphML, Cytoscape JSON and JSON-LD for graphs. A new output format
 * is a constant of {@link dev.chipgraph.rest.format.Format} and a writer in {@code TableWriters} or {@code GraphWriters};
 * resources that offer it list its media type in {@code @Produces}.
 */
package dev.chipgraph.rest.format;
