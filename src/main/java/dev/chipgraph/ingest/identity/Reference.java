package dev.chipgraph.ingest.identity;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A reference to an entity by name or identifier, with the kinds that are expected. */
record Reference(String text, Set<Kind> kinds) {

    private static final String NAME = "name:";

    /** The reference as a key of a map. */
    String key() {
        return kinds.stream().map(Kind::wire).collect(Collectors.joining(" ")) + "\n" + text;
    }

    static Reference ofKey(String key) {
        int end = key.indexOf('\n');
        return new Reference(
                key.substring(end + 1),
                Arrays.stream(key.substring(0, end).split(" ", -1))
                        .map(Kind::fromString)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class))));
    }

    boolean isName() {
        return text.startsWith(NAME);
    }

    /** The folded name, or the identifier in lower case: the form in which the graph looks it up. */
    String sought() {
        return isName() ? Folding.fold(text.substring(NAME.length())) : text.toLowerCase(Locale.ROOT);
    }
}
