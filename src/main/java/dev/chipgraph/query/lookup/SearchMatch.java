package dev.chipgraph.query.lookup;

import dev.chipgraph.graph.Row;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An entity that a search found and how well it fits. Names count most, then other text, then what sources say of it. Words
 * count by how rare they are, and a name of which they are a greater part fits better.
 *
 * @param id its id
 * @param kind its kind
 * @param country its country; null when it has none
 * @param isWanted whether kind, country and sector are as asked for
 * @param score how well it fits, 0 to 1
 * @param best what fits best
 */
record SearchMatch(String id, Kind kind, String country, boolean isWanted, double score, Text best) {

    private static final double PRECISION = 1e4;

    /** What a name is worth that has all words, in any order among any others; the rest is for order and share. */
    private static final double NAME = 0.62;

    private static final double NAME_ORDER = 0.13;
    private static final double NAME_SHARE = 0.25;

    /** Of a name that is not the one displayed. */
    private static final double OTHER_NAME = 0.97;

    private static final double TEXT = 0.5;
    /** What a short text such as the title of a position is worth more that the words cover. */
    private static final double OWN_TEXT_SHARE = 0.25;

    private static final double STATEMENT = 0.44;
    private static final double STATEMENT_ORDER = 0.1;

    /** Of words that are spread over names, text and statements. */
    private static final double SPREAD = 0.6;

    private static final double SPREAD_TEXT = 0.8;
    private static final double SPREAD_STATEMENT = 0.7;

    private static final double GONE = 0.01;

    /**
     * A text that fits.
     *
     * @param in whether it is a name, other text or a statement
     * @param text the text; null for text of the entity itself, of which only the words are known
     * @param source the source of a statement
     * @param locator place of a statement in its source
     * @param score how well it fits
     */
    record Text(MatchedIn in, String text, Entity.Ref source, String locator, double score) {}

    /** The match of an entity, given by its row with all that was found of it. */
    static SearchMatch of(Row row, SearchWords words, WordRarity rarity) {
        var matches = row.rows("matches");
        double[] spread = new double[words.words().size()];
        Text best = matches.stream()
                .map(match -> text(match, row.text("nameKey"), words, rarity, spread))
                .max(Comparator.comparingDouble(Text::score)
                        .thenComparing(text -> text.text() == null ? "" : text.text(), Comparator.reverseOrder()))
                .orElseThrow();
        double all = SPREAD * new SearchWords.Found(words, spread, new int[0]).coverage();
        double score =
                Math.max(best.score(), all) - (Boolean.TRUE.equals(row.values().get("exists")) ? 0 : GONE);
        return new SearchMatch(
                row.text("id"),
                Kind.fromString(row.text("kind")),
                row.text("country"),
                Boolean.TRUE.equals(row.values().get("wanted")),
                Math.max(0, Math.round(score * PRECISION) / PRECISION),
                best);
    }

    /** The words of all texts in which an entity was found. */
    static Set<String> wordsOf(List<Row> rows) {
        var found = new HashSet<String>();
        rows.stream()
                .flatMap(row -> row.rows("matches").stream())
                .flatMap(match -> Stream.of("key", "words", "text", "statement").map(match::text))
                .filter(Objects::nonNull)
                .forEach(text -> found.addAll(Arrays.asList(Folding.fold(text).split(" ", -1))));
        return found;
    }

    private static Text text(Row match, String nameKey, SearchWords words, WordRarity rarity, double[] spread) {
        if (match.text("key") != null) {
            String key = match.text("key");
            var text = SearchWords.of(key);
            var found = words.in(text);
            add(spread, found, 1);
            double score =
                    found.coverage() * (NAME + NAME_ORDER * found.order() + NAME_SHARE * found.share(text, rarity));
            return new Text(
                    MatchedIn.NAME,
                    match.text("name"),
                    null,
                    null,
                    (key.equals(words.key()) ? 1 : score) * (key.equals(nameKey) ? 1 : OTHER_NAME));
        }
        if (match.text("words") != null) {
            var found = words.in(SearchWords.of(match.text("words")));
            add(spread, found, SPREAD_TEXT);
            return new Text(MatchedIn.TEXT, null, null, null, TEXT * found.coverage());
        }
        if (match.text("text") != null) {
            var text = SearchWords.of(Folding.fold(match.text("text")));
            var found = words.in(text);
            add(spread, found, SPREAD_TEXT);
            return new Text(
                    MatchedIn.TEXT,
                    match.text("text"),
                    null,
                    null,
                    found.coverage() * (TEXT + OWN_TEXT_SHARE * found.share(text, rarity)));
        }
        var found = words.in(SearchWords.of(Folding.fold(match.text("statement"))));
        add(spread, found, SPREAD_STATEMENT);
        return new Text(
                MatchedIn.STATEMENT,
                match.text("statement"),
                match.ref("source"),
                match.text("locator"),
                found.coverage() * (STATEMENT + STATEMENT_ORDER * found.order()));
    }

    private static void add(double[] spread, SearchWords.Found found, double worth) {
        for (int i = 0; i < spread.length; i++) {
            spread[i] = Math.max(spread[i], worth * found.worth()[i]);
        }
    }
}
