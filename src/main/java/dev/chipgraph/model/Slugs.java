package dev.chipgraph.model;

import com.ibm.icu.text.Transliterator;
import java.util.regex.Pattern;

/**
 * Makes ids from names in any script. {@code Đồng Văn I} gives {@code dong-van-i}, and {@code 삼성전자} gives {@code
 * samseongjeonja}. No letter is lost: one that has no spelling in Latin letters becomes the number of its character.
 */
public final class Slugs {

    /** Maximum length of an id. */
    public static final int LONGEST_ID = FieldReader.MAX_ID_LENGTH;

    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern OUTER_HYPHENS = Pattern.compile("^-|-$");

    private Slugs() {}

    /** The rules of all scripts take a while to load, and most names do not need them. */
    private static final class Latin {

        private static final Transliterator RULES =
                Transliterator.createFromRules("Slugs", """
                :: NFKC;
                :: Any-Latin;
                [ʹʺʼʾʿ] > ;
                [əƏǝƎ] > e;
                :: Latin-ASCII;
                :: [[:L:][:M:][:N:]-[:ASCII:]] Any-Hex/Plain;
                """, Transliterator.FORWARD);
    }

    /** The slug of a text; empty when the text has neither letter nor digit. */
    public static String of(String text) {
        String folded = Folding.fold(text);
        // Names that fold to Latin letters keep the ids that they had before other scripts were read.
        String latin = isAscii(folded) ? folded : Folding.fold(Latin.RULES.transliterate(text));
        return OUTER_HYPHENS.matcher(OTHERS.matcher(latin).replaceAll("-")).replaceAll("");
    }

    /** The beginning of a slug, without a hyphen at its end. */
    public static String shortened(String slug, int length) {
        return slug.length() <= length
                ? slug
                : OUTER_HYPHENS.matcher(slug.substring(0, length)).replaceAll("");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
