package dev.chipgraph.model;

import java.util.Arrays;
import java.util.List;

/** A member of a closed set, with the spelling that JSON, query parameters and the database use. */
public interface WireName {

    /** The spelling outside the code, such as {@code industrial-park} or {@code PARTY_TO}. */
    String wire();

    /**
     * The member of a closed set with this spelling.
     *
     * @throws IllegalArgumentException that lists what is allowed, when there is no such member
     */
    static <E extends Enum<E> & WireName> E read(Class<E> set, String text) {
        return Arrays.stream(set.getEnumConstants())
                .filter(member -> member.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + String.join(", ", spellings(set))));
    }

    /** All spellings of a closed set, in the order of declaration. */
    static <E extends Enum<E> & WireName> List<String> spellings(Class<E> set) {
        return Arrays.stream(set.getEnumConstants()).map(WireName::wire).toList();
    }
}
