package dev.chipgraph.query.lookup.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where words were found. */
@Schema(name = "MatchedIn")
public enum MatchedIn implements WireName {
    /** In a name. */
    NAME,
    /** In the description, a tag or another text of the entity, or in the position that it holds. */
    TEXT,
    /** In what a source says of the entity or of one of its relationships. */
    STATEMENT;

    @JsonCreator
    public static MatchedIn fromString(String wire) {
        return WireName.read(MatchedIn.class, wire);
    }

    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
