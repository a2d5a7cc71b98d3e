package dev.chipgraph.model;

/** What the graph consists of. */
public sealed interface GraphRecord permits Entity, Relationship {}
