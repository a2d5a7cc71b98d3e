package dev.chipgraph.query;

import dev.chipgraph.model.Languages;
import dev.chipgraph.model.ValidAt;

/**
 * What every question may be asked with.
 *
 * @param at when facts are to hold
 * @param evidence whether to return the evidence too
 * @param languages which names to show
 */
public record Asked(ValidAt at, boolean evidence, Languages languages) {}
