package dev.chipgraph.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Legal forms of companies, such as {@code Co., Ltd.}, which hardly distinguish companies. */
public final class LegalForms {

    /** The folded forms, longest first, so that {@code cong ty tnhh} is not taken for {@code cong ty}. */
    private static final List<String> FORMS = read();

    /** The forms in scripts without spaces, which may form one word with the name: {@code 삼성전자주식회사}. */
    private static final List<String> UNSPACED =
            FORMS.stream().filter(form -> form.length() > 1 && isUnspaced(form)).toList();

    private LegalForms() {}

    /**
     * A folded name without the legal forms that it begins or ends with. A name of which at most a letter would be left, such
     * as {@code u s a}, stays as it is.
     */
    public static String without(String folded) {
        String name = folded;
        for (String shorter = shortened(name); shorter != null && shorter.length() > 1; shorter = shortened(name)) {
            name = shorter;
        }
        return name;
    }

    /** The name without one of its legal forms; null when it has none. */
    private static String shortened(String name) {
        for (String form : FORMS) {
            int rest = name.length() - form.length() - 1;
            if (rest >= 0 && name.endsWith(form) && name.charAt(rest) == ' ') {
                return name.substring(0, rest);
            }
            if (rest >= 0 && name.startsWith(form) && name.charAt(form.length()) == ' ') {
                return name.substring(form.length() + 1);
            }
        }
        for (String form : UNSPACED) {
            if (name.length() > form.length() && name.endsWith(form)) {
                return name.substring(0, name.length() - form.length()).strip();
            }
            if (name.length() > form.length() && name.startsWith(form)) {
                return name.substring(form.length()).strip();
            }
        }
        return null;
    }

    /** Whether the text is written in ideographs or Hangul only. */
    private static boolean isUnspaced(String text) {
        return text.codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .allMatch(Set.of(Character.UnicodeScript.HAN, Character.UnicodeScript.HANGUL)::contains);
    }

    private static List<String> read() {
        return ResourceLines.of("/legal-forms.txt")
                .map(Folding::fold)
                .filter(form -> !form.isEmpty())
                .flatMap(form -> Stream.of(form, initials(form)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** {@code s a} is also written {@code sa}. */
    private static String initials(String form) {
        var words = form.split(" ", -1);
        return Arrays.stream(words).allMatch(word -> word.length() == 1)
                ? Arrays.stream(words).collect(Collectors.joining())
                : form;
    }
}
