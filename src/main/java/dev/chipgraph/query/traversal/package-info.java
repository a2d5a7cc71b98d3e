/**
 * Questions that are answered step by step from an entity: neighbourhoods, shortest paths and common neighbours, each
 * within limits of size and time. A new traversal goes here.
 */
package dev.chipgraph.query.traversal;
