package dev.chipgraph.query.lookup.match;

import dev.chipgraph.model.NameWords;
import dev.chipgraph.query.lookup.words.WordLikeness;
import dev.chipgraph.query.lookup.words.WordRarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Two names side by side, word by word. Each word of one name is paired with the same, a similar or an equivalent word of
 * the other, with several words written together, or with the words whose initials it is. What is left over on either side
 * costs as much as it tells.
 */
final class NameAlignment {

    /** What a pair of words is worth, as a share of their weights. */
    private static final double TOGETHER = 0.99;

    private static final double EQUIVALENT = 0.95;
    private static final double INITIALS = 0.85;

    private static final int SHORTEST_INITIALS = 3;
    private static final int MOST_TOGETHER = 6;

    /** Cost of each change of the order, and the greatest cost of all of them. */
    private static final double SWAP = 0.02;

    private static final double SWAPS = 0.04;

    private static final double PRECISION = 1e6;

    private final Side query;
    private final Side name;
    private double gained;
    private boolean initials;
    private int swaps;

    /** One of the names: its words, what they weigh and which of them are paired. */
    private static final class Side {
        private final List<String> words;
        private final double[] weights;
        private final boolean[] paired;
        private double total;

        /** The words before this position may be paired. */
        private int end;

        private Side(List<String> words, IntToDoubleFunction share, WordRarity rarity) {
            this.words = words;
            this.weights = IntStream.range(0, words.size())
                    .mapToDouble(i -> rarity.weight(words.get(i)) * share.applyAsDouble(i))
                    .toArray();
            this.paired = new boolean[words.size()];
            this.end = words.size();
            this.total = Arrays.stream(weights).sum();
        }

        private List<Integer> open() {
            return IntStream.range(0, end).filter(i -> !paired[i]).boxed().toList();
        }

        private List<String> leftOver() {
            return open().stream()
                    .map(words::get)
                    .filter(word -> !NameWords.isMinor(word))
                    .toList();
        }
    }

    private NameAlignment(Side query, Side name) {
        this.query = query;
        this.name = name;
    }

    /**
     * Aligns two names.
     *
     * @param query words of the name that was asked for
     * @param name words of the stored name
     */
    static NameAlignment of(List<String> query, List<String> name, WordRarity rarity) {
        return of(query, query.size(), i -> 1, name, rarity);
    }

    /**
     * Aligns two names, the first of which is followed by words that may not belong to it and count less. These are paired
     * with what the others leave over.
     *
     * @param query words of the name that was asked for
     * @param own how many of them, from the first on, are certainly its own
     * @param share what the word at a position of the query counts, as a share of its weight
     * @param name words of the stored name
     */
    static NameAlignment of(
            List<String> query, int own, IntToDoubleFunction share, List<String> name, WordRarity rarity) {
        var alignment = new NameAlignment(new Side(query, share, rarity), new Side(name, i -> 1, rarity));
        alignment.pair(own);
        if (own < query.size()) {
            alignment.pair(query.size());
        }
        return alignment;
    }

    /** Pairs the words of the query up to a position. */
    private void pair(int end) {
        query.end = end;
        pairEqual();
        pairTogether(query, name);
        pairTogether(name, query);
        pairSimilar();
        pairInitials(query, name);
        pairInitials(name, query);
    }

    /** The share of the weights of all words that is paired, 0 to 1. */
    double likeness() {
        double total = query.total + name.total;
        return total == 0 ? 0 : share(gained / total);
    }

    /**
     * The share of the stored name that stands in the query, 0 to 1. Words of the query between those of the name cost as
     * much as they tell.
     */
    double contained() {
        int[] found = IntStream.range(0, query.words.size())
                .filter(i -> query.paired[i])
                .toArray();
        if (found.length == 0) {
            return 0;
        }
        double between = IntStream.range(found[0], found[found.length - 1])
                .filter(i -> !query.paired[i])
                .mapToDouble(i -> query.weights[i])
                .sum();
        return share(gained / (2 * name.total + between));
    }

    private double share(double gain) {
        return Math.clamp(Math.round((gain - Math.min(SWAPS, SWAP * swaps)) * PRECISION) / PRECISION, 0, 1);
    }

    /** The positions of the query from the first to the last paired word, the last one excluded; empty when none is. */
    IntStream span() {
        int[] found = IntStream.range(0, query.words.size())
                .filter(i -> query.paired[i])
                .toArray();
        return found.length == 0 ? IntStream.empty() : IntStream.rangeClosed(found[0], found[found.length - 1]);
    }

    /** Whether the stored name has all words of the query from a position on. */
    boolean hasFrom(int position) {
        return IntStream.range(position, query.words.size()).allMatch(i -> query.paired[i]);
    }

    /** What the stored name tells: the weight of its words. */
    double weight() {
        return name.total;
    }

    /** Whether one name has the initials of the other. */
    boolean hasInitials() {
        return initials;
    }

    /** The words of the query that the stored name lacks, but for articles, prepositions and conjunctions. */
    List<String> onlyInQuery() {
        return query.leftOver();
    }

    /** The words of the stored name that the query lacks. */
    List<String> onlyInName() {
        return name.leftOver();
    }

    private void pair(int q, int n, double worth) {
        query.paired[q] = true;
        name.paired[n] = true;
        gained += worth * (query.weights[q] + name.weights[n]);
    }

    private void pairEqual() {
        int next = 0;
        int size = name.words.size();
        for (int q : query.open()) {
            for (int step = 0; step < size; step++) {
                int n = (next + step) % size;
                if (!name.paired[n] && query.words.get(q).equals(name.words.get(n))) {
                    if (n < next && !NameWords.isMinor(query.words.get(q))) {
                        swaps++;
                    }
                    pair(q, n, 1);
                    next = n + 1;
                    break;
                }
            }
        }
    }

    /** Pairs words of one side that the other side writes together. */
    private void pairTogether(Side apart, Side together) {
        for (int t : together.open()) {
            for (int first : apart.open()) {
                int last = lastOf(together.words.get(t), apart, first);
                if (last > first) {
                    for (int i = first; i <= last; i++) {
                        apart.paired[i] = true;
                        gained += TOGETHER * apart.weights[i];
                    }
                    together.paired[t] = true;
                    gained += TOGETHER * together.weights[t];
                    break;
                }
            }
        }
    }

    /** Position of the last of the words that together are the given one, from a first one on; -1 when they are not. */
    private static int lastOf(String word, Side apart, int first) {
        var text = new StringBuilder();
        for (int i = first; i < Math.min(apart.end, first + MOST_TOGETHER) && !apart.paired[i]; i++) {
            text.append(apart.words.get(i));
            if (text.length() >= word.length()) {
                return text.toString().equals(word) ? i : -1;
            }
        }
        return -1;
    }

    private record Pair(int query, int name, double likeness) {}

    /** Pairs similar and equivalent words, the most similar first. */
    private void pairSimilar() {
        var pairs = new ArrayList<Pair>();
        for (int q : query.open()) {
            for (int n : name.open()) {
                double likeness = WordLikeness.of(query.words.get(q), name.words.get(n));
                if (likeness > 0) {
                    pairs.add(new Pair(q, n, likeness));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::likeness).reversed());
        pairs.stream()
                .filter(pair -> !query.paired[pair.query()] && !name.paired[pair.name()])
                .forEach(this::pairAlike);
    }

    private void pairAlike(Pair pair) {
        if (WordLikeness.areEquivalent(query.words.get(pair.query()), name.words.get(pair.name()))) {
            // The word may be rare in one of the languages only.
            double weight = Math.min(query.weights[pair.query()], name.weights[pair.name()]);
            query.total -= query.weights[pair.query()] - weight;
            name.total -= name.weights[pair.name()] - weight;
            query.weights[pair.query()] = weight;
            name.weights[pair.name()] = weight;
            pair(pair.query(), pair.name(), EQUIVALENT);
        } else {
            pair(pair.query(), pair.name(), pair.likeness());
        }
    }

    /** Pairs a word with those whose initials it is. Minor words need not be among them. */
    private void pairInitials(Side acronyms, Side words) {
        for (int a : acronyms.open()) {
            String acronym = acronyms.words.get(a);
            if (acronym.length() < SHORTEST_INITIALS) {
                continue;
            }
            var all = words.open();
            var major = all.stream()
                    .filter(i -> !NameWords.isMinor(words.words.get(i)))
                    .toList();
            for (var open : List.of(major, all)) {
                int at = open.size() < acronym.length()
                        ? -1
                        : initials(open, words).indexOf(acronym);
                if (at >= 0) {
                    double weight = 0;
                    for (int i : open.subList(at, at + acronym.length())) {
                        words.paired[i] = true;
                        weight += words.weights[i];
                    }
                    acronyms.paired[a] = true;
                    acronyms.total += weight - acronyms.weights[a];
                    acronyms.weights[a] = weight;
                    gained += INITIALS * 2 * weight;
                    initials = true;
                    break;
                }
            }
        }
    }

    private static String initials(List<Integer> positions, Side side) {
        var text = new StringBuilder();
        positions.forEach(i -> text.append(side.words.get(i).charAt(0)));
        return text.toString();
    }
}
