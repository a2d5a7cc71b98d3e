package dev.chipgraph.rest.pattern;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chances and choices that a seed determines. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    void shuffle(List<?> items) {
        Collections.shuffle(items, random);
    }
}
