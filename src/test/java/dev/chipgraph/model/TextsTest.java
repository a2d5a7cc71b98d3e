package dev.chipgraph.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import dev.chipgraph.query.lookup.match.MatchKind;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every language has every text, and texts read as they should. */
class TextsTest {

    private static final Pattern KEY =
            Pattern.compile("\"((?:clause|date|duplicate|happening|hint|match)\\.[a-z-]+|quotation|sentence)\"");

    private static final Map<String, Object> SAMPLE = Map.of("date", LocalDate.of(2025, 6, 30), "likeness", 0.83);

    @ParameterizedTest
    @ValueSource(strings = {"", "_vi", "_ko"})
    void theVocabularyHasLabelsAndEachLabelAUse(String language) throws IOException {
        assertThat(bundle("Labels" + language))
                .allSatisfy((key, label) -> assertThat(label.toString())
                        .as(key.toString())
                        .isNotBlank()
                        .isEqualTo(label.toString().strip()))
                .containsOnlyKeys(labels().toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_vi", "_ko"})
    void everySentenceIsThereAndUsed(String language) throws IOException {
        assertThat(bundle("Sentences" + language)).containsOnlyKeys(sentences().toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"_vi", "_ko"})
    void sentencesSayWhatTheEnglishOnesSay(String language) throws IOException {
        Properties english = bundle("Sentences");
        bundle("Sentences" + language)
                .forEach((key, pattern) -> assertThat(arguments(pattern))
                        .as(key.toString())
                        .containsAll(arguments(english.get(key)))
                        .isSubsetOf(Stream.concat(arguments(english.get(key)).stream(), Stream.of("fromKind", "toKind"))
                                .toList()));
    }

    @Test
    void everySentenceCanBeSaid() throws IOException {
        for (Object key : bundle("Sentences").keySet()) {
            Texts.all().forEach(texts -> {
                var sample = arguments(pattern(key)).stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                name -> SAMPLE.getOrDefault(name, "말"),
                                (one, other) -> one,
                                HashMap::new));
                sample.putAll(Map.of("fromKind", "company", "toKind", "sector"));
                assertThat(texts.say(key.toString(), sample))
                        .as("%s in %s", key, texts.language())
                        .isNotBlank()
                        .doesNotContain("{", "}", "null", "은(는)", "이(가)", "을(를)", "과(와)", "(으)로");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "한국팹리스산업협회, 는, 를, 와, 로",
        "서울반도체(주), 는, 를, 와, 로",
        "베트남 정보기술산업국, 은, 을, 과, 으로",
        "과학기술정보통신부 \"서울\", 은, 을, 과, 로",
        "FPT, 는, 를, 와, 로",
        "LG, 는, 를, 와, 로",
        "ASML, 은, 을, 과, 로",
        "IBM, 은, 을, 과, 으로",
        "Nvidia, 는, 를, 와, 로",
        "Viettel, 은, 을, 과, 로",
        "Samsung, 은, 을, 과, 으로",
        "Ninh Bình, 은, 을, 과, 으로",
        "Hà Nội, 는, 를, 와, 로",
        "Google, 은, 을, 과, 로",
        "2030, 은, 을, 과, 으로",
        "Microsoft, 은(는), 을(를), 과(와), (으)로",
        "…, 은(는), 을(를), 과(와), (으)로"
    })
    void koreanParticlesFollowTheWordBeforeThem(String word, String topic, String object, String with, String toward) {
        assertThat(KoreanParticles.choose("%1$s은(는) %1$s을(를) %1$s과(와) %1$s(으)로".formatted(word)))
                .isEqualTo("%1$s%2$s %1$s%3$s %1$s%4$s %1$s%5$s".formatted(word, topic, object, with, toward));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025 | 2025 | năm 2025 | 2025년",
                "2025-06 | June 2025 | tháng 6 năm 2025 | 2025년 6월",
                "2025-06-30 | 30 June 2025 | ngày 30/6/2025 | 2025년 6월 30일",
                "1010-10-10 | 10 October 1010 | ngày 10/10/1010 | 1010년 10월 10일"
            })
    void datesAreAsPreciseAsTheyAre(PartialDate date, String english, String vietnamese, String korean) {
        assertThat(Texts.all().stream().map(texts -> texts.date(date))).containsExactly(english, vietnamese, korean);
    }

    private static Set<String> labels() {
        return Stream.of(
                        Arrays.stream(Kind.values()).map(kind -> "kind." + kind.wire()),
                        Arrays.stream(RelationshipType.values())
                                .flatMap(type -> Stream.of(type.wire() + ".from", type.wire() + ".to")),
                        properties().map(property -> "property." + property.name()),
                        RelatedField.names().stream().map(name -> "field." + name),
                        properties()
                                .flatMap(property ->
                                        property.values().stream().map(value -> property.name() + "." + value)))
                .flatMap(Function.identity())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Property> properties() {
        return Stream.concat(
                Arrays.stream(Kind.values()).flatMap(kind -> kind.properties().stream()),
                Arrays.stream(RelationshipType.values()).flatMap(type -> type.properties().stream()));
    }

    /** The keys that the code names, and those that follow from its enums. */
    private static Set<String> sentences() throws IOException {
        var keys = new TreeSet<String>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                KEY.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(keys::add);
            }
        }
        Arrays.stream(RelationshipType.values()).map(RelationshipType::wire).forEach(keys::add);
        Arrays.stream(MatchKind.values()).map(kind -> "match." + kind.wire()).forEach(keys::add);
        Stream.of(MatchKind.EXACT, MatchKind.WITHOUT_LEGAL_FORM, MatchKind.SAME_WORDS)
                .map(kind -> "duplicate." + kind.wire())
                .forEach(keys::add);
        Arrays.stream(Kind.values())
                .flatMap(kind -> kind.properties().stream())
                .filter(property -> property.type() == Property.Type.DATE)
                .filter(property -> !property.name().equals("retrievedOn"))
                .map(property -> "happening." + property.name())
                .forEach(keys::add);
        return keys;
    }

    private static Set<String> arguments(Object pattern) {
        return new TreeSet<>(new MessageFormat(pattern.toString(), ULocale.ROOT).getArgumentNames());
    }

    private static Object pattern(Object key) {
        try {
            return bundle("Sentences").get(key);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties bundle(String name) throws IOException {
        var bundle = new Properties();
        try (var file =
                new InputStreamReader(Texts.class.getResourceAsStream(name + ".properties"), StandardCharsets.UTF_8)) {
            bundle.load(file);
        }
        return bundle;
    }
}
