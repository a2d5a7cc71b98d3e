package dev.chipgraph.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is shown follows from the claims, whatever they are. */
class ClaimsTest {

    private static final Kind KIND = Kind.COMPANY;

    @Property
    void theOrderOfArrivalDoesNotMatter(@ForAll("evidence") List<Evidence> evidence, @ForAll Random random) {
        var shuffled = new ArrayList<>(evidence);
        Collections.shuffle(shuffled, random);

        assertThat(shown(shuffled)).isEqualTo(shown(evidence));
        assertThat(conflicts(shuffled)).isEqualTo(conflicts(evidence));
    }

    @Property
    void anotherSourceTakesNothingAway(
            @ForAll("evidence") List<Evidence> evidence, @ForAll("evidence") List<Evidence> more) {
        var before = shown(evidence);
        var after = shown(Stream.concat(evidence.stream(), more.stream().filter(record -> !Claims.isDecision(record)))
                .toList());

        assertThat(names(after)).containsAll(names(before));
        assertThat(after.tags()).containsAll(before.tags());
        assertThat(after.sameAs()).containsAll(before.sameAs());
        assertThat(after.attributes().keySet()).containsAll(before.attributes().keySet());
        assertThat(after.properties().keySet()).containsAll(before.properties().keySet());
    }

    @Property
    void theShownValueIsTheOneThatTheConflictNames(@ForAll("evidence") List<Evidence> evidence) {
        var fields = ClaimFields.fields(ImportFormat.of(shown(evidence)));
        assertThat(conflicts(evidence)).allSatisfy(conflict -> {
            assertThat(fields).containsEntry(conflict.field(), conflict.shown());
            assertThat(conflict.claims().getFirst().value()).isEqualTo(conflict.shown());
            assertThat(conflict.claims()).hasSizeGreaterThan(1);
        });
    }

    @Property
    void aDecisionIsShownUntilItIsTakenBack(
            @ForAll("evidence") List<Evidence> evidence, @ForAll("claims") Map<String, Object> wanted) {
        var all = new ArrayList<>(
                evidence.stream().filter(record -> !Claims.isDecision(record)).toList());
        var fields = ClaimFields.fields(wanted);
        var decided = new ArrayList<String>();
        for (var field : fields.entrySet()) {
            var claims = Claims.of(KIND.properties(), all).decision(field.getKey(), field.getValue());
            if (claims.containsKey(field.getKey())) {
                decided.add(field.getKey());
            }
            all.add(evidence("editors", field.getKey(), 0.1, "2000", claims, Claims.DECISION));
        }

        var shown = ClaimFields.fields(ImportFormat.of(shown(all)));
        fields.forEach((property, value) -> {
            if (value instanceof List<?> items) {
                assertThat(new ArrayList<Object>((List<?>) shown.get(property)))
                        .containsExactlyInAnyOrderElementsOf(items);
            } else {
                assertThat(shown).containsEntry(property, value);
            }
        });
        assertThat(Claims.of(KIND.properties(), all).conflicts())
                .extracting(Conflict::field)
                .filteredOn(decided::contains)
                .isEmpty();
    }

    @Property
    void aRecordIsShownAsItsEvidenceClaims(@ForAll("claims") Map<String, Object> record) {
        var complete = ClaimFields.complete(List.of(evidence("a", "p1", 1, "2025", Map.of(), "curated")), record);

        assertThat(ClaimFields.fields(ImportFormat.of(ShownState.entity("id", KIND, complete))))
                .containsAllEntriesOf(ClaimFields.fields(record));
        assertThat(ClaimFields.complete(complete, record)).isEqualTo(complete);
    }

    @Example
    void aDateThatMakesAnotherPreciseIsNoConflict() {
        var month = evidence("a", "p1", 1, "2025", Map.of("name", "A", "foundedOn", "2025-09"), "curated");
        var day = evidence("b", "p1", 0.5, "2025", Map.of("foundedOn", "2025-09-20"), "curated");
        var other = evidence("c", "p1", 0.4, "2025", Map.of("foundedOn", "2025-09-21"), "curated");

        assertThat(conflicts(List.of(month, day))).isEmpty();
        assertThat(shown(List.of(month, day)).properties()).containsEntry("foundedOn", new PartialDate("2025-09-20"));
        assertThat(conflicts(List.of(month, day, other)))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.shown()).isEqualTo("2025-09-20"));
    }

    @Example
    void aNameThatOnlyOneSourceUsesIsAnotherName() {
        var first = evidence("a", "p1", 1, "2026", Map.of("name", "Hana Micron"), "curated");
        var second = evidence("b", "p1", 1, "2025", Map.of("name", "하나마이크론"), "curated");

        Entity shown = shown(List.of(second, first));
        assertThat(shown.name()).isEqualTo("Hana Micron");
        assertThat(shown.names()).containsExactly(new Name("하나마이크론", null, Name.Type.ALIAS));
        assertThat(shown.conflicts()).isEmpty();
    }

    @Property
    void aRelationshipIsAttestedOnTheDatesOfAllItsSources(
            @ForAll("attestations") List<Evidence> evidence, @ForAll Random random) {
        var shuffled = new ArrayList<>(evidence);
        Collections.shuffle(shuffled, random);
        var claimed = evidence.stream()
                .map(record -> record.claims().get("attestedOn"))
                .flatMap(dates -> dates instanceof List<?> list ? list.stream() : Stream.ofNullable(dates))
                .map(date -> new PartialDate((String) date))
                .distinct()
                .sorted()
                .toList();

        assertThat(relationship(shuffled).validity().attestedOn()).isEqualTo(claimed);
        assertThat(Claims.of(ShownState.vocabulary(RelationshipType.HOLDS), evidence)
                        .conflicts())
                .isEmpty();
        Relationship shown = relationship(evidence).with(List.of());
        assertThat(ClaimFields.fields(ImportFormat.of(shown)).getOrDefault("attestedOn", List.of()))
                .isEqualTo(claimed.stream().map(PartialDate::text).toList());
    }

    private static Relationship relationship(List<Evidence> evidence) {
        var end = new Entity.Ref("one", null, null, null);
        var bare = new Relationship(
                "holds-0000000000000",
                RelationshipType.HOLDS,
                end,
                end,
                Map.of(),
                new Validity(null, null, List.of()),
                null,
                null,
                evidence);
        return ShownState.relationship(bare, Claims.of(ShownState.vocabulary(RelationshipType.HOLDS), evidence));
    }

    @Provide
    Arbitrary<List<Evidence>> attestations() {
        var dates = Arbitraries.of("2024", "2024-09", "2024-09-22", "2025-10-29", "2026-01-16");
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of("p1", "p2"),
                        Arbitraries.of(0.5, 1.0),
                        Arbitraries.oneOf(
                                Arbitraries.just(Map.<String, Object>of()),
                                dates.map(date -> Map.<String, Object>of("attestedOn", date)),
                                dates.set()
                                        .ofMinSize(1)
                                        .map(some -> Map.<String, Object>of("attestedOn", List.copyOf(some)))))
                .as((source, locator, confidence, claims) ->
                        evidence(source, locator, confidence, "2025", claims, "curated"))
                .list()
                .uniqueElements(Evidence::id)
                .ofMaxSize(5);
    }

    private static Entity shown(List<Evidence> evidence) {
        return ShownState.entity("id", KIND, evidence).with(List.of());
    }

    private static List<Conflict> conflicts(List<Evidence> evidence) {
        return Claims.of(KIND.properties(), evidence).conflicts();
    }

    private static List<String> names(Entity entity) {
        return Stream.concat(Stream.of(entity.name()), entity.names().stream().map(Name::value))
                .filter(name -> !name.equals("id"))
                .toList();
    }

    private static Evidence evidence(
            String source,
            String locator,
            double confidence,
            String published,
            Map<String, Object> claims,
            String extractor) {
        return new Evidence(
                source + locator + extractor,
                new Evidence.SourceRef(source, null, null, null, published, null, null),
                locator,
                null,
                null,
                claims,
                confidence,
                extractor,
                Instant.EPOCH);
    }

    @Provide
    Arbitrary<List<Evidence>> evidence() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of("p1", "p2"),
                        Arbitraries.of(0.5, 0.9, 1.0),
                        Arbitraries.of("2024", "2025-09"),
                        claims(),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(5, Arbitraries.just("curated")),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(Claims.DECISION))))
                .as(ClaimsTest::evidence)
                .list()
                .uniqueElements(Evidence::id)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Map<String, Object>> claims() {
        return Combinators.combine(
                        Arbitraries.of("A", "B"),
                        subset(Map.of("value", "X"), Map.of("value", "Y", "lang", "ko", "type", "short")),
                        subset("led", "fabless", "ai"),
                        subset("t1", "t2"),
                        Arbitraries.of("", "1992", "1992-03", "1992-03-01", "2001"),
                        Arbitraries.of("", "small", "big"),
                        Arbitraries.of("", "10", "20"))
                .as((name, names, types, tags, founded, size, attribute) -> {
                    var claims = new LinkedHashMap<String, Object>();
                    claims.put("name", name);
                    put(claims, "names", names);
                    put(claims, "types", types);
                    put(claims, "tags", tags);
                    put(claims, "foundedOn", founded);
                    put(claims, "size", size);
                    if (!attribute.isEmpty()) {
                        claims.put("attributes", Map.of("staff", attribute));
                    }
                    return claims;
                });
    }

    private static void put(Map<String, Object> claims, String property, Object value) {
        if (!value.equals("") && !value.equals(List.of())) {
            claims.put(property, value);
        }
    }

    private static Arbitrary<List<Object>> subset(Object... values) {
        return Arbitraries.subsetOf(values).map(List::copyOf);
    }
}
