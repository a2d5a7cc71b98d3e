/**
 * Resources that read: entities, relationships, and one resource for each question. A method takes its parameters, calls
 * {@code dev.chipgraph.query} and returns a record. A new question adds its resource here.
 */
package dev.chipgraph.rest.read;
