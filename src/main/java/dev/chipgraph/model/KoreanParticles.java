package dev.chipgraph.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses among the two forms of Korean particles by the word before them, which names that are put into a sentence decide:
 * {@code 은(는)} becomes 은 after a final consonant and 는 after a vowel. What stands in parentheses or quotation marks before
 * the particle follows the rules of Korean orthography: parentheses do not count, quotation marks do not change the word.
 */
final class KoreanParticles {

    private static final Pattern BOTH_FORMS =
            Pattern.compile("(?<closed>[은이을과])\\((?<open>[는가를와])\\)|\\(으\\)(?<toward>로)");

    private static final Pattern PARENTHESES_AND_QUOTES = Pattern.compile("(?:\\s*\\([^()]*\\)|[\\s\"'”’)\\]]+)$");
    private static final Pattern LAST_WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}%]+$");

    private static final int FIRST_SYLLABLE = 0xAC00;
    private static final int LAST_SYLLABLE = 0xD7A3;
    private static final int FINALS = 28;
    private static final int RIEUL = 8;

    private KoreanParticles() {}

    /** How a word ends when it is read in Korean. */
    private enum Ending {
        VOWEL,
        /** The consonant that takes 로 like a vowel. */
        RIEUL,
        CONSONANT,
        /** Latin letters that Koreans read in more than one way. */
        UNCERTAIN
    }

    /** The text with the right particles. After a word whose reading is uncertain both forms stay, as is usual in Korean. */
    static String choose(String text) {
        Matcher both = BOTH_FORMS.matcher(text);
        return both.replaceAll(found -> Matcher.quoteReplacement(form(both, ending(text.substring(0, found.start())))));
    }

    private static String form(Matcher both, Ending ending) {
        if (ending == Ending.UNCERTAIN) {
            return both.group();
        }
        if (both.group("toward") != null) {
            return ending == Ending.CONSONANT ? "으로" : "로";
        }
        return both.group(ending == Ending.VOWEL ? "open" : "closed");
    }

    private static Ending ending(String before) {
        String bare = before;
        for (Matcher more = PARENTHESES_AND_QUOTES.matcher(bare); more.find(); more.reset(bare)) {
            bare = bare.substring(0, more.start());
        }
        Matcher last = LAST_WORD.matcher(bare);
        return last.find() ? endingOfWord(last.group()) : Ending.UNCERTAIN;
    }

    private static Ending endingOfWord(String word) {
        int last = word.codePointBefore(word.length());
        if (last >= FIRST_SYLLABLE && last <= LAST_SYLLABLE) {
            int consonant = (last - FIRST_SYLLABLE) % FINALS;
            return consonant == 0 ? Ending.VOWEL : consonant == RIEUL ? Ending.RIEUL : Ending.CONSONANT;
        }
        if (last == '%') {
            return Ending.VOWEL;
        }
        String latin = Folding.fold(word);
        return latin.isEmpty()
                ? Ending.UNCERTAIN
                : word.equals(word.toUpperCase(Locale.ROOT)) ? spelledOut(latin) : read(latin);
    }

    /** An acronym or a number, by the Korean name of its last letter or digit. */
    private static Ending spelledOut(String latin) {
        if (latin.matches(".*[lr178]")) {
            return Ending.RIEUL;
        }
        return latin.matches(".*[mn036]")
                ? Ending.CONSONANT
                : latin.matches(".*[a-z0-9]") ? Ending.VOWEL : Ending.UNCERTAIN;
    }

    /** A word in Latin letters, by its usual transcription. */
    private static Ending read(String latin) {
        if (latin.matches(".*([a-z&&[^aeiou]]le|l|[178])")) {
            return Ending.RIEUL;
        }
        if (latin.matches(".*(m|n|ng|nh|[036])")) {
            return Ending.CONSONANT;
        }
        return latin.matches(".*([aiouwydrsxzfvj2459]|[^mn]e|sh|th)") ? Ending.VOWEL : Ending.UNCERTAIN;
    }
}
