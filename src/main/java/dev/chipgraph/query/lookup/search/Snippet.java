package dev.chipgraph.query.lookup.search;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.NameWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text in which words were found.
 *
 * @param text the text as written
 * @param marks the places of the words, in order
 */
@Schema(name = "Snippet")
public record Snippet(String text, List<Mark> marks) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    /** From how well a word is found on, it is marked. */
    private static final double LEAST = 0.5;

    /**
     * The place of a word.
     *
     * @param start position of its first character, in UTF-16 code units as JavaScript counts them
     * @param end position after its last character
     */
    @Schema(name = "SnippetMark")
    public record Mark(int start, int end) {}

    /** The text with the words marked; null when there is no text. */
    static Snippet of(String text, SearchWords words) {
        if (text == null) {
            return null;
        }
        var marks = new ArrayList<Mark>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            var parts = NameWords.split(Folding.fold(matcher.group()));
            boolean found = parts.stream()
                    .anyMatch(
                            part -> words.words().stream().anyMatch(word -> SearchWords.likeness(word, part) >= LEAST));
            if (found) {
                marks.add(new Mark(matcher.start(), matcher.end()));
            }
        }
        return new Snippet(text, marks);
    }
}
