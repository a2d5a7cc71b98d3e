package dev.chipgraph.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The roles. Each includes those before it. */
@Schema(name = "AccessRole")
public enum Role implements WireName {
    /** Reads, when reading is not open to anonymous clients. */
    READER,
    /** Edits single entities, relationships and evidence. */
    EDITOR,
    /** Imports, merges and manages API keys. */
    ADMIN;

    /**
     * Reads a role.
     *
     * @throws IllegalArgumentException when the text is no role; the message names the roles
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

    /** This role and the roles that it includes. */
    public Set<Role> all() {
        return EnumSet.range(READER, this);
    }
}
