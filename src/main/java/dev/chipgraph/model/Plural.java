package dev.chipgraph.model;

/** Chooses between singular and plural in messages. */
public final class Plural {

    private Plural() {}

    /**
     * A text about a number of things.
     *
     * @param one the text about one thing
     * @param many the text about any other number, which stands where its format has it
     */
    public static String of(long count, String one, String many) {
        return count == 1 ? one : many.formatted(count);
    }
}
