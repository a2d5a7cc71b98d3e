package dev.chipgraph.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundled data can be read and searched in English, Vietnamese and Korean, and each name has a source. */
class BundledNamesTest {

    private static final Set<String> LANGUAGES = Set.of("en", "vi", "ko");

    /** The language of names that are the same in every language in Latin letters, which only companies have. */
    private static final String ANY = "any";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyEntityHasANameInEachLanguage() {
        var languages = new TreeMap<String, Set<String>>();
        entities("ecosystem/", "context/").forEach(entity -> languages.put(text(entity, "id"), new TreeSet<>()));
        entities("")
                .forEach(entity -> languages.computeIfPresent(text(entity, "id"), (id, known) -> {
                    names(entity).forEach(name -> known.add(name.path("lang").asText(ANY)));
                    if (known.contains(ANY)) {
                        assertThat(text(entity, "kind")).as(id).isEqualTo(Kind.COMPANY.wire());
                        known.addAll(Set.of("en", "vi"));
                    }
                    return known;
                }));

        assertThat(languages).hasSizeGreaterThan(250);
        assertThat(languages).allSatisfy((id, known) -> assertThat(known).containsAll(LANGUAGES));
    }

    @Test
    void provincesAndCountriesHaveKoreanNames() {
        var languages = new TreeMap<String, Set<String>>();
        entities("reference/", "translations/")
                .filter(entity -> text(entity, "kind").equals(Kind.PLACE.wire()))
                .forEach(place -> names(place)
                        .forEach(name -> languages
                                .computeIfAbsent(text(place, "id"), any -> new TreeSet<>())
                                .add(name.path("lang").asText(ANY))));

        assertThat(languages).hasSizeGreaterThan(300);
        assertThat(languages).allSatisfy((id, known) -> assertThat(known).contains("ko"));
    }

    private static Stream<JsonNode> entities(String... folders) {
        return BundledData.sets()
                .flatMap(List::stream)
                .filter(line -> Stream.of(folders).anyMatch(line.file()::startsWith))
                .map(line -> read(line).path("entity"))
                .filter(JsonNode::isObject);
    }

    private static JsonNode read(FileLine line) {
        try {
            return JSON.readTree(line.text());
        } catch (JsonProcessingException e) {
            throw new AssertionError(line.toString(), e);
        }
    }

    /** The names that the record has, and those that its evidence claims. */
    private static List<JsonNode> names(JsonNode entity) {
        var names = new ArrayList<JsonNode>();
        entity.path("names").forEach(names::add);
        entity.path("evidence")
                .forEach(evidence -> evidence.path("claims").path("names").forEach(names::add));
        return names;
    }

    private static String text(JsonNode entity, String field) {
        return entity.path(field).textValue();
    }
}
