package dev.chipgraph.model;

import java.util.Locale;

/** What an entity of an import must have in common with one of the graph to be the same. An identifier always suffices. */
public enum MatchBy implements WireName {
    /** One of the identifiers. */
    IDENTIFIER,
    /** The name and the kind. */
    NAME,
    /** The name, the kind and the country. */
    NAME_AND_COUNTRY;

    @Override
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
