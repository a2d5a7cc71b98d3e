package dev.chipgraph.model;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Folds names so that spellings meet: case, diacritics, Unicode form, punctuation and spacing do not count, {@code đ} is
 * {@code d}. {@code Đồng Văn I}, {@code dong van i} and a decomposed {@code Đồng Văn I} all fold to {@code dong van i}.
 * Names are folded when they are stored and again when they are looked up.
 */
public final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Folding() {}

    /**
     * The distinct words of a folded name, sorted. Names that differ only in the order of their words have it in common.
     *
     * @see <a href="https://openrefine.org/docs/technical-reference/clustering-in-depth#fingerprint">fingerprints of
     *     OpenRefine</a>
     */
    public static String fingerprint(String folded) {
        return Arrays.stream(folded.split(" ", -1)).distinct().sorted().collect(Collectors.joining(" "));
    }

    /** The folded form; empty when the text has neither letter nor digit. */
    public static String fold(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String plain = bare.toLowerCase(Locale.ROOT)
                .replace('đ', 'd')
                .replace('ð', 'd')
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace('ı', 'i')
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe");
        // Hangul syllables came apart with the marks' separation and are put together again.
        return Normalizer.normalize(SEPARATORS.matcher(plain).replaceAll(" ").strip(), Normalizer.Form.NFC);
    }
}
