package dev.chipgraph.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What somebody may do. Each role contains those before it. */
public enum Role implements WireName {
    /** Reads, where reading is not open to all. */
    READER,
    /** Writes single entities and relationships. */
    EDITOR,
    /** Imports, merges, and makes API keys. */
    ADMIN;

    /**
     * Reads a role.
     *
     * @throws IllegalArgumentException naming the roles, when the text is none
     */
    @JsonCreator
    public static Role fromString(String wire) {
        return WireName.read(Role.class, wire);
    }

    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This role and those that it contains. */
    public Set<Role> all() {
        return EnumSet.range(READER, this);
    }
}
