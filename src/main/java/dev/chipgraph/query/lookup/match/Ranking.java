package dev.chipgraph.query.lookup.match;

import dev.chipgraph.graph.Row;
import dev.chipgraph.query.lookup.match.MatchScore.Fit;
import dev.chipgraph.query.lookup.words.LuceneQuery;
import dev.chipgraph.query.lookup.words.WordRarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The stored names that were found for a wanted name, as they come. */
final class Ranking {

    /** Least score of a candidate. */
    private static final double LEAST = 0.4;

    /** Scores that differ by less are the same. */
    private static final double EQUAL = 1e-3;

    /** The higher score, then the shorter name. */
    private static final Comparator<Fit> BETTER = Comparator.comparingDouble(Fit::score)
            .thenComparing(fit -> fit.name().length(), Comparator.reverseOrder())
            .thenComparing(Fit::name);

    private final WantedName wanted;
    private final WordRarity rarity;
    private final Map<String, Fit> byEntity = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    Ranking(WantedName wanted, WordRarity rarity) {
        this.wanted = wanted;
        this.rarity = rarity;
    }

    WantedName wanted() {
        return wanted;
    }

    /** Adds stored names. Each entity keeps its best one. */
    void add(List<Row> rows) {
        rows.forEach(row -> {
            known.addAll(Arrays.asList(row.text("key").split(" ", -1)));
            Fit fit = MatchScore.of(wanted, row, rarity);
            byEntity.merge(fit.id(), fit, (first, second) -> BETTER.compare(first, second) < 0 ? second : first);
        });
    }

    /** The best score so far. */
    double best() {
        return byEntity.values().stream().mapToDouble(Fit::score).max().orElse(0);
    }

    /** The words that no name seems to have, which may be misspelt. */
    Set<String> unknownWords() {
        return wanted.words().stream()
                .filter(word -> LuceneQuery.canBeMisspelt(word) && !known.contains(word) && !rarity.isKnown(word))
                .collect(Collectors.toSet());
    }

    /** The best fits, up to a limit. */
    List<Fit> fits(int limit) {
        var sorted = byEntity.values().stream()
                .filter(fit -> fit.score() >= LEAST)
                .sorted(Comparator.comparingDouble(Fit::score)
                        .thenComparingDouble(fit -> fit.alignment().weight())
                        .thenComparing(Fit::exists)
                        .reversed()
                        .thenComparing(Fit::id))
                .toList();
        var fits = new ArrayList<Fit>();
        for (Fit fit : sorted) {
            if (fits.size() == limit) {
                break;
            }
            if (wanted.query().mode() == Matching.Mode.WITHIN && fits.stream().anyMatch(fit::isWithin)) {
                continue;
            }
            fits.add(sorted.stream().anyMatch(other -> isAsGood(other, fit)) ? fit.uncertain() : fit);
        }
        return fits;
    }

    private boolean isAsGood(Fit other, Fit fit) {
        return !other.id().equals(fit.id())
                && other.exists() == fit.exists()
                && Math.abs(other.score() - fit.score()) < EQUAL
                && (wanted.query().mode() == Matching.Mode.WHOLE
                        || Arrays.equals(
                                other.alignment().span().toArray(),
                                fit.alignment().span().toArray()));
    }
}
