package dev.chipgraph.query.lookup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.WireName;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a stored name matches the name that a client sent. */
@Schema(name = "MatchKind")
public enum MatchKind implements WireName {
    /** The same apart from case, diacritics and punctuation. */
    EXACT("exact", 1, "is the same"),
    /** The same apart from legal forms of companies. */
    WITHOUT_LEGAL_FORM("without-legal-form", 0.98, "is the same but for the legal form"),
    /** The same words in another order. */
    SAME_WORDS("same-words", 0.95, "has the same words in another order"),
    /** One begins with all words of the other, as the name of a company often does with that of its group. */
    BEGINS_ALIKE("begins-alike", 0.9, "begins alike"),
    /** Similar by {@link Matching}'s measure. */
    SIMILAR("similar", 0.94, "is similar");

    /** Two or more letters of scripts without spaces between words. */
    private static final Pattern WITHOUT_SPACES = Pattern.compile("[\\p{IsHangul}\\p{IsHan}\\p{IsKatakana}]{2,}");

    private final String wire;
    private final double score;
    private final String predicate;

    MatchKind(String wire, double score, String predicate) {
        this.wire = wire;
        this.score = score;
        this.predicate = predicate;
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

    /** The score of a match of this kind; that of a similar name is multiplied by its similarity. */
    double score() {
        return score;
    }

    /** The match in words, to follow "Its name ...". */
    String predicate() {
        return predicate;
    }

    /** Whether one name begins with all of the other, in whole words where the script has words. */
    private static boolean begins(String longer, String shorter) {
        return longer.startsWith(shorter + " ")
                || (longer.length() > shorter.length()
                        && WITHOUT_SPACES.matcher(shorter).matches()
                        && longer.startsWith(shorter));
    }

    /**
     * Classifies a match.
     *
     * @param query the folded name that a client sent
     * @param name the folded stored name
     * @param fingerprint the fingerprint of the stored name
     */
    static MatchKind of(String query, String name, String fingerprint) {
        if (query.equals(name)) {
            return EXACT;
        }
        String bare = LegalForms.without(query);
        if (begins(bare, LegalForms.without(name)) || begins(LegalForms.without(name), bare)) {
            return BEGINS_ALIKE;
        }
        if (!fingerprint.equals(Folding.fingerprint(bare)) && !fingerprint.equals(Folding.fingerprint(query))) {
            return SIMILAR;
        }
        return bare.equals(LegalForms.without(name)) ? WITHOUT_LEGAL_FORM : SAME_WORDS;
    }
}
