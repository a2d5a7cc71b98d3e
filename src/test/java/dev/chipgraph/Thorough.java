package dev.chipgraph;

/** With {@code -Dthorough} tests take their full size; without it the size at which they still find every known fault. */
public final class Thorough {

    private static final boolean ON = Boolean.getBoolean("thorough");

    private Thorough() {}

    /** Whether all of it is wanted. */
    public static boolean isOn() {
        return ON;
    }

    /** One of two sizes. */
    public static int or(int usual, int thorough) {
        return ON ? thorough : usual;
    }
}
