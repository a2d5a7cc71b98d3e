package dev.chipgraph.change;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Thorough;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Undoing a merge. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnmergingTest extends MergeFixture {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Thorough.or(4, 8));
    }

    /** Whatever the two had with each other and with others: it is all there again. */
    @ParameterizedTest
    @MethodSource("seeds")
    void undoneItIsAsBefore(long seed) {
        var random = new Random(seed);
        var firms = IntStream.range(0, 4).mapToObj(i -> randomFirm(random)).toList();
        for (int i = 0; i < 16; i++) {
            int from = random.nextInt(firms.size());
            int to = random.nextInt(firms.size());
            String type = List.of("SUPPLIES", "PART_OF", "SUBSIDIARY_OF", "SUCCEEDED_BY")
                    .get(random.nextInt(4));
            // From one firm to a later one there is no cycle, neither before nor after the merges.
            if (type.equals("SUPPLIES") ? from != to : from < to) {
                editor().body("{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",%s,\"validFrom\":\"%d\"}"
                                .formatted(
                                        firms.get(from),
                                        type,
                                        firms.get(to),
                                        randomEvidence(random),
                                        2020 + random.nextInt(2)))
                        .post("/v1/relationships");
            }
        }
        var before = shown(firms);
        var exported = exported(firms);

        merge(firms.get(0), firms.get(1));
        unmerge(firms.get(0));
        assertThat(shown(firms)).as("seed %d", seed).isEqualTo(before);
        assertThat(exported(firms)).as("seed %d", seed).isEqualTo(exported);

        merge(firms.get(0), firms.get(1));
        var between = shown(firms.subList(1, 4));
        merge(firms.get(1), firms.get(2));
        unmerge(firms.get(1));
        assertThat(shown(firms.subList(1, 4)))
                .as("seed %d, the second of two", seed)
                .isEqualTo(between);
    }

    private String randomFirm(Random random) {
        return create(
                "companies",
                "{\"name\":\"Merge random %d\",\"size\":\"%s\",\"tags\":[\"%s\"],%s}"
                        .formatted(number++, random.nextInt(2), random.nextInt(3), randomEvidence(random)));
    }

    private static String randomEvidence(Random random) {
        var records = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            records.add("{\"source\":\"%s\",\"locator\":\"p%d\",\"statement\":\"%d\"}"
                    .formatted(
                            random.nextBoolean() ? "merge-paper" : "merge-letter",
                            random.nextInt(2),
                            random.nextInt(1_000_000)));
        }
        return "\"evidence\":[" + String.join(",", records) + "]";
    }

    /** Whichever merge is undone first: the relationship leads to what is left of both merges. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mergesOfBothEndsOfARelationshipAreUndoneInAnyOrder(boolean inReverse) {
        var firms = List.of(company(), company(), company(), company());
        String moved = relate(firms.get(0), "SUPPLIES", firms.get(2), "");
        var before = shown(firms);
        merge(firms.get(0), firms.get(1));
        merge(firms.get(2), firms.get(3));
        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(firms.get(1));
        assertThat(json("/v1/relationships/" + moved).getString("to.id")).isEqualTo(firms.get(3));

        unmerge(firms.get(inReverse ? 2 : 0));
        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(firms.get(inReverse ? 1 : 0));
        assertThat(json("/v1/relationships/" + moved).getString("to.id")).isEqualTo(firms.get(inReverse ? 2 : 3));

        unmerge(firms.get(inReverse ? 0 : 2));
        assertThat(shown(firms)).isEqualTo(before);
    }

    @Test
    void whatChangedSinceIsNotLostByUndoing() {
        String goes = company();
        String stays = company();
        String other = company();
        String moved = relate(goes, "SUPPLIES", other, "");
        merge(goes, stays);
        editor().header("If-Match", "*").body("{\"description\":\"Later.\"}").patch("/v1/entities/" + stays);

        unmerge(goes);
        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(goes);
        assertThat(json("/v1/entities/" + stays).getString("description")).isEqualTo("Later.");
    }

    @Test
    void aMovedRelationshipKeepsWhatChangedSince() {
        String goes = company();
        String stays = company();
        String moved = relate(goes, "SUBSIDIARY_OF", company(), "");
        merge(goes, stays);
        editor().header("If-Match", "*").body("{\"share\":0.5}").patch("/v1/relationships/" + moved);

        unmerge(goes);
        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(goes);
        assertThat(json("/v1/relationships/" + moved).getDouble("share")).isEqualTo(0.5);
    }

    @Test
    void aMovedRelationshipThatWasDeletedSinceDoesNotComeBack() {
        String goes = company();
        String stays = company();
        String moved = relate(goes, "SUBSIDIARY_OF", company(), "");
        merge(goes, stays);
        editor().header("If-Match", "*").delete("/v1/relationships/" + moved).expecting(200);

        unchanged(() -> problem(409, admin().post("/v1/entities/" + goes + "/unmerge")));
    }

    @Test
    void movedEvidenceThatChangedSinceIsNotLostByUndoing() {
        String goes = create(
                "companies",
                "{\"name\":\"Merge firm %d\",\"evidence\":[{\"source\":\"merge-letter\",\"locator\":\"moved\"}]}"
                        .formatted(number++));
        String stays = company();
        merge(goes, stays);
        String evidence = json("/v1/entities/" + stays, "include", "evidence")
                .getString("evidence.find { it.locator == 'moved' }.id");
        editor().header("If-Match", "*")
                .body("{\"statement\":\"Later.\"}")
                .patch("/v1/evidence/" + evidence)
                .expecting(200);

        unchanged(() -> problem(409, admin().post("/v1/entities/" + goes + "/unmerge")));
    }

    @Test
    void whatWasMergedComesBackByUndoingOnly() {
        String goes = company();
        String stays = company();
        String moved = relate(goes, "SUPPLIES", company(), "");
        merge(goes, stays);

        unchanged(() -> problem(410, editor().post("/v1/entities/" + goes + "/history/1/restore")));

        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(stays);
        unmerge(goes);
        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(goes);
        unchanged(() -> problem(400, admin().post("/v1/entities/" + goes + "/unmerge")));
    }

    @Test
    void whatCameNewStaysWhereItIs() {
        String goes = company();
        String stays = company();
        String other = company();
        merge(goes, stays);
        String later = relate(stays, "SUPPLIES", other, "");

        unmerge(goes);

        assertThat(json("/v1/relationships/" + later).getString("from.id")).isEqualTo(stays);
        assertThat(json("/v1/entities/" + goes + "/relationships").getList("items"))
                .isEmpty();
    }

    private static List<String> exported(List<String> ids) {
        return given().accept("application/x-ndjson")
                .get("/v1/exports")
                .asString()
                .lines()
                .filter(line -> ids.stream().anyMatch(id -> line.contains("\"" + id + "\"")))
                .sorted()
                .toList();
    }
}
