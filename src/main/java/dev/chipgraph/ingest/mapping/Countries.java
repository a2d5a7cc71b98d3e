package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chipgraph.model.Folding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The bundled countries by their names in any language and their ISO 3166-1 codes. The bundled names go before those that
 * Java has from the CLDR.
 */
final class Countries {

    /** Points of initials, as in U.S.A. */
    private static final Pattern INITIALS = Pattern.compile("(?<=\\b\\p{L})\\.");

    private static final Pattern SHORT_NUMBER = Pattern.compile("\\d{1,2}");
    /** Words as statistics offices shorten them, and words that do not distinguish countries. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("st", "saint"),
            Map.entry("rep", "republic"),
            Map.entry("dem", "democratic"),
            Map.entry("fed", "federated"),
            Map.entry("is", "islands"),
            Map.entry("the", ""),
            Map.entry("of", ""),
            Map.entry("and", ""));

    /** Codes in upper case, and names as they are spelled: Nga is Vietnamese for Russia, NGA the code of Nigeria. */
    private static final Map<String, String> EXACT = new HashMap<>();

    private static final Map<String, String> BUNDLED_NAMES = read();

    private Countries() {}

    /** The id of the bundled country; empty when the text means none or several. */
    static Optional<String> id(String text) {
        String name = TextFilter.collapse(Normalizer.normalize(text, Normalizer.Form.NFC));
        String code = name.toUpperCase(Locale.ROOT);
        // Spreadsheets drop the leading zeros of 004.
        String padded =
                SHORT_NUMBER.matcher(code).matches() ? "%3s".formatted(code).replace(' ', '0') : code;
        return Optional.ofNullable(EXACT.getOrDefault(name, EXACT.get(padded))).or(() -> named(key(name)));
    }

    private static Optional<String> named(String key) {
        return Optional.ofNullable(BUNDLED_NAMES.get(key)).or(() -> Optional.ofNullable(OtherLanguages.NAMES.get(key)));
    }

    private static Map<String, String> read() {
        var names = new HashMap<String, String>();
        try (InputStream file = Countries.class.getResourceAsStream("/dataset/reference/countries.ndjson");
                var lines = new JsonMapper().readerFor(JsonNode.class).<JsonNode>readValues(file)) {
            while (lines.hasNext()) {
                JsonNode country = lines.next().path("entity");
                String id = country.path("id").asText();
                for (JsonNode code : new JsonNode[] {
                    country.path("isoCode"),
                    country.path("attributes").path("iso3"),
                    country.path("attributes").path("isoNumeric")
                }) {
                    EXACT.put(code.asText(), id);
                }
                country.path("names").forEach(name -> {
                    names.put(key(name.path("value").asText()), id);
                    EXACT.putIfAbsent(name.path("value").asText(), id);
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EXACT.remove("");
        names.remove("");
        return names;
    }

    /** What all spellings of a name have in common: Korea, Republic of and Republic of Korea have the same key. */
    private static String key(String name) {
        String folded = Folding.fold(INITIALS.matcher(name).replaceAll(""));
        return Arrays.stream(folded.split(" ", -1))
                .map(word -> WORDS.getOrDefault(word, word))
                .filter(word -> !word.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Names in the languages that Java knows. Loaded only when a text is neither a code nor a bundled name. */
    private static final class OtherLanguages {

        private static final Map<String, String> NAMES = read();

        private static Map<String, String> read() {
            var names = new HashMap<String, String>();
            var ambiguous = new HashSet<String>();
            for (Locale language : Locale.getAvailableLocales()) {
                if (language.getCountry().isEmpty() && !language.getLanguage().isEmpty()) {
                    for (String code : Locale.getISOCountries()) {
                        String id = EXACT.get(code);
                        String key = key(Locale.of("", code).getDisplayCountry(language));
                        String other = id == null ? null : names.put(key, id);
                        if (other != null && !other.equals(id)) {
                            ambiguous.add(key);
                        }
                    }
                }
            }
            names.keySet().removeAll(ambiguous);
            names.remove("");
            return names;
        }
    }
}
