package dev.chipgraph.query.lookup.match;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.WireName;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a stored name matches the name that a client sent. */
@Schema(name = "MatchMethod")
public enum MatchKind implements WireName {
    /** The same apart from case, diacritics and punctuation. */
    EXACT("exact", 1),
    /** The same apart from legal forms of companies. */
    WITHOUT_LEGAL_FORM("without-legal-form", 0.98),
    /** The same letters with other spaces. */
    SPACING("spacing", 0.97),
    /** The same words in another order. */
    SAME_WORDS("same-words", 0.95),
    /** The same but for the place that the query adds to it, to which the entity belongs. */
    WITH_PLACE("with-place", 0.97),
    /** It stands in the text that was sent. */
    WITHIN("within", 0.95),
    /** One has the initials of the other. */
    INITIALS("initials", 0.93),
    /** It shares or resembles the words that tell most. */
    SIMILAR("similar", 0.93),
    /** The entity has an identifier that was sent; its name differs. */
    IDENTIFIER("identifier", 0.98);

    private final String wire;
    private final double score;

    MatchKind(String wire, double score) {
        this.wire = wire;
        this.score = score;
    }

    @JsonCreator
    public static MatchKind fromString(String wire) {
        return WireName.read(MatchKind.class, wire);
    }

    @Override
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The score of a match of this kind; that of a name that is not the same is multiplied by the square of its likeness. */
    public double score() {
        return score;
    }

    /** Whether the score depends on the likeness of the names. */
    boolean isGradual() {
        return this == SIMILAR || this == INITIALS || this == WITHIN || this == WITH_PLACE;
    }

    /**
     * How two folded names differ in spelling.
     *
     * @return {@link #SIMILAR} when they differ in more than legal forms, spaces and the order of words
     */
    public static MatchKind ofSpelling(String one, String other) {
        if (one.equals(other)) {
            return EXACT;
        }
        String bare = LegalForms.without(one);
        String otherBare = LegalForms.without(other);
        if (bare.equals(otherBare)) {
            return WITHOUT_LEGAL_FORM;
        }
        if (bare.replace(" ", "").equals(otherBare.replace(" ", ""))) {
            return SPACING;
        }
        return Folding.fingerprint(bare).equals(Folding.fingerprint(otherBare)) ? SAME_WORDS : SIMILAR;
    }
}
