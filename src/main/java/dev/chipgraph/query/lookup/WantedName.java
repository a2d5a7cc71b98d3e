package dev.chipgraph.query.lookup;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.NameWords;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A name to match in the forms in which it is looked up and compared. */
final class WantedName {

    /** Most words of a name that is looked for within a text. */
    private static final int MOST_WORDS_WITHIN = 12;

    /** An acronym of this length or longer is hardly shared. */
    private static final int LONGEST_ACRONYM = 6;

    private final int position;
    private final Matching.Query query;
    private final String key;
    private final String bare;
    private final List<String> words;

    WantedName(int position, Matching.Query query) {
        this.position = position;
        this.query = query;
        this.key = Folding.fold(query.name());
        this.bare = LegalForms.without(key);
        this.words = NameWords.of(bare);
    }

    /** Its position among the names of the request. */
    int position() {
        return position;
    }

    Matching.Query query() {
        return query;
    }

    /** The folded name. */
    String key() {
        return key;
    }

    /** The folded name without legal forms. */
    String bare() {
        return bare;
    }

    /** Its words without legal forms. */
    List<String> words() {
        return words;
    }

    boolean isEmpty() {
        return key.isEmpty();
    }

    /** Whether it is an acronym, which many organisations may share. */
    boolean isAcronym() {
        return isAcronym(query.name().strip());
    }

    /** Whether a name is one short word in capitals. */
    static boolean isAcronym(String name) {
        return name.length() <= LONGEST_ACRONYM
                && name.chars().allMatch(Character::isLetterOrDigit)
                && name.chars().filter(Character::isUpperCase).count() > 1;
    }

    /** What finds the stored names with the same words and those of entities with one of the identifiers. */
    Map<String, Object> sameParameters() {
        return Map.of(
                "fingerprints",
                (query.mode() == Matching.Mode.WITHIN ? parts() : Stream.of(key, bare))
                        .map(Folding::fingerprint)
                        .distinct()
                        .toList(),
                "identifiers",
                identifiers(),
                "kinds",
                kinds());
    }

    /** What finds the stored names that share words or have words that are nearly the unknown ones. */
    Map<String, Object> similarParameters(Set<String> unknown, WordRarity rarity) {
        var words = lookedUp();
        return Map.of("words", LuceneQuery.sharing(words, rarity.frequent(words), unknown), "kinds", kinds());
    }

    List<String> identifiers() {
        return query.identifiers().stream()
                .map(identifier -> identifier.toLowerCase(Locale.ROOT))
                .toList();
    }

    private List<String> kinds() {
        return query.kinds().stream().map(Kind::wire).toList();
    }

    /** The words to look up: its own, and neighbours written together. */
    private List<String> lookedUp() {
        var plain = List.of(bare.split(" ", -1));
        return Stream.of(
                        words.stream(),
                        plain.stream().filter(word -> !NameWords.isUnspaced(word)),
                        plain.size() > 1 && query.mode() == Matching.Mode.WHOLE
                                ? Stream.of(String.join("", plain))
                                : Stream.<String>empty(),
                        IntStream.range(0, plain.size() - 1).mapToObj(i -> plain.get(i) + plain.get(i + 1)),
                        query.mode() == Matching.Mode.WHOLE ? NameWords.forms(bare).stream() : Stream.<String>empty())
                .flatMap(each -> each)
                .filter(word -> !word.isBlank())
                .distinct()
                .toList();
    }

    /** Its runs of neighbouring words, each of which may be a name. */
    private Stream<String> parts() {
        String[] plain = key.split(" ", -1);
        return IntStream.range(0, plain.length)
                .boxed()
                .flatMap(first -> IntStream.rangeClosed(first + 1, Math.min(plain.length, first + MOST_WORDS_WITHIN))
                        .mapToObj(last -> String.join(" ", Arrays.copyOfRange(plain, first, last))));
    }
}
