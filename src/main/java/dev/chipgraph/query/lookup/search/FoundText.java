package dev.chipgraph.query.lookup.search;

import dev.chipgraph.graph.Row;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.NameWords;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A text in which an entity was found.
 *
 * @param in whether it is a name, other text or a statement
 * @param text the text as written; null for text of the entity itself, of which only the words are known
 * @param key the folded text
 * @param words the words of the folded text
 * @param source the source of a statement
 * @param locator place of a statement in its source
 */
record FoundText(MatchedIn in, String text, String key, List<String> words, Entity.Ref source, String locator) {

    private FoundText(MatchedIn in, String text, String key, Row match) {
        this(in, text, key, NameWords.split(key), match.ref("source"), match.text("locator"));
    }

    /** The texts of a match: what a source says may be a statement, a quote and claimed texts. */
    static Stream<FoundText> in(Row match) {
        if (match.text("key") != null) {
            return Stream.of(new FoundText(MatchedIn.NAME, match.text("name"), match.text("key"), match));
        }
        if (match.text("words") != null) {
            return Stream.of(new FoundText(MatchedIn.TEXT, null, match.text("words"), match));
        }
        if (match.text("text") != null) {
            return Stream.of(written(MatchedIn.TEXT, match.text("text"), match));
        }
        return match.texts("said").stream()
                .filter(Objects::nonNull)
                .map(text -> written(MatchedIn.STATEMENT, text, match));
    }

    private static FoundText written(MatchedIn in, String text, Row match) {
        return new FoundText(in, text, Folding.fold(text), match);
    }
}
