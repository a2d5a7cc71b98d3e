package dev.chipgraph.model;

/**
 * Something wrong in what a client sent.
 *
 * @param in where: query, path, header, body or row (a line of an imported file)
 * @param field which parameter, property or line
 * @param message what is wrong and what is allowed
 */
public record Violation(String in, String field, String message) {}
