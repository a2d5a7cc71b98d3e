package dev.chipgraph.query.lookup.search;

import dev.chipgraph.query.lookup.words.WordRarity;
import java.util.Comparator;

/**
 * An entity that a search found and how well it fits. Names count most, then other text, then what sources say of it. Words
 * count by how rare they are, and a name of which they are a greater part fits better.
 *
 * @param entity the entity
 * @param score how well it fits, 0 to 1
 * @param best what fits best
 */
record SearchMatch(FoundEntity entity, double score, FoundText best) {

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

    /** The best match first; the order of equal ones is that of their ids. */
    static final Comparator<SearchMatch> BEST_FIRST = Comparator.<SearchMatch>comparingDouble(match -> match.score())
            .reversed()
            .thenComparing(SearchMatch::id);

    String id() {
        return entity.id();
    }

    /** How an entity with the texts in which it was found fits. */
    static SearchMatch of(FoundEntity entity, SearchWords words, WordRarity rarity) {
        double[] spread = new double[words.words().size()];
        double best = -1;
        FoundText bestText = null;
        for (FoundText text : entity.texts()) {
            double score = scoreOf(text, entity.nameKey(), words, rarity, spread);
            if (score > best) {
                best = score;
                bestText = text;
            }
        }
        double all = SPREAD * new SearchWords.Found(words, spread, new int[0]).coverage();
        double score = Math.max(best, all) - (entity.exists() ? 0 : GONE);
        return new SearchMatch(entity, Math.max(0, Math.round(score * PRECISION) / PRECISION), bestText);
    }

    private static double scoreOf(
            FoundText text, String nameKey, SearchWords words, WordRarity rarity, double[] spread) {
        var found = words.in(text.words());
        double worth =
                switch (text.in()) {
                    case NAME -> 1;
                    case TEXT -> SPREAD_TEXT;
                    case STATEMENT -> SPREAD_STATEMENT;
                };
        for (int i = 0; i < spread.length; i++) {
            spread[i] = Math.max(spread[i], worth * found.worth()[i]);
        }
        return switch (text.in()) {
            case NAME ->
                (text.key().equals(words.key())
                                ? 1
                                : found.coverage()
                                        * (NAME
                                                + NAME_ORDER * found.order()
                                                + NAME_SHARE * found.share(text.words(), rarity)))
                        * (text.key().equals(nameKey) ? 1 : OTHER_NAME);
            case TEXT ->
                found.coverage()
                        * (TEXT + (text.text() == null ? 0 : OWN_TEXT_SHARE * found.share(text.words(), rarity)));
            case STATEMENT -> found.coverage() * (STATEMENT + STATEMENT_ORDER * found.order());
        };
    }
}
