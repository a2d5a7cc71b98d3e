package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The kinds of write to relationships and evidence. */
final class RelationshipWrites extends Stage {

    RelationshipWrites(ServiceProcess owner) {
        super(owner);
    }

    /** All of them by name; each sets the stage for a request about things of an id, and returns the request. */
    Map<String, Function<String, Attempt>> kinds() {
        var kinds = new LinkedHashMap<String, Function<String, Attempt>>();
        kinds.put("POST relationship", this::postRelationship);
        kinds.put("PUT relationship", this::putRelationship);
        kinds.put("PATCH relationship", this::patchRelationship);
        kinds.put("DELETE relationship", this::deleteRelationship);
        kinds.put("restore relationship", this::restoreRelationship);
        kinds.put("POST evidence", this::postEvidence);
        kinds.put("POST evidence of a relationship", this::postEvidenceOfRelationship);
        kinds.put("PUT evidence", this::putEvidence);
        kinds.put("PATCH evidence", this::patchEvidence);
        kinds.put("DELETE evidence", this::deleteEvidence);
        return kinds;
    }

    private Attempt postRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        return new Attempt("POST", "/v1/relationships", supplies(id, id + "-other"), null, 201, Set.of(id), () -> {
            var again = owner().write(
                            "POST",
                            "/v1/relationships",
                            supplies(id, id + "-other"),
                            "Content-Type",
                            "application/json");
            assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
        });
    }

    private Attempt putRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        String path = "/v1/relationships/" + relationship;
        return new Attempt(
                "PUT",
                path,
                supplies(id, id + "-other").replaceFirst("\\{", "{\"product\":\"chips\","),
                "*",
                200,
                Set.of(relationship),
                () -> assertThat(Agreement.json(owner().get(path), 200)
                                .path("product")
                                .asText())
                        .isEqualTo("chips"));
    }

    private Attempt patchRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        String path = "/v1/relationships/" + relationship;
        return new Attempt(
                "PATCH",
                path,
                "{\"product\":\"wafers\"}",
                "*",
                200,
                Set.of(relationship),
                () -> assertThat(Agreement.json(owner().get(path), 200)
                                .path("product")
                                .asText())
                        .isEqualTo("wafers"));
    }

    private Attempt deleteRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        String path = "/v1/relationships/" + relationship;
        return new Attempt("DELETE", path, null, "*", 200, Set.of(relationship), () -> assertGone(path));
    }

    private Attempt restoreRelationship(String id) {
        Attempt delete = deleteRelationship(id);
        assertThat(delete.send(owner(), "deleted-" + id).statusCode()).isEqualTo(200);
        return new Attempt(
                "POST",
                delete.path() + "/restore",
                null,
                null,
                200,
                delete.changed(),
                () -> assertThat(Agreement.json(owner().get(delete.path() + "?include=evidence"), 200)
                                .path("evidence"))
                        .hasSize(1));
    }

    private Attempt postEvidence(String id) {
        makeCompany(id);
        return new Attempt(
                "POST",
                "/v1/entities/" + id + "/evidence",
                Agreement.evidence("p2"),
                null,
                201,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence")).hasSize(2));
    }

    private Attempt postEvidenceOfRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        String path = "/v1/relationships/" + relationship;
        return new Attempt(
                "POST",
                path + "/evidence",
                Agreement.evidence("p2"),
                null,
                201,
                Set.of(relationship),
                () -> assertThat(Agreement.json(owner().get(path + "?include=evidence"), 200)
                                .path("evidence"))
                        .hasSize(2));
    }

    private Attempt putEvidence(String id) {
        return new Attempt(
                "PUT",
                "/v1/evidence/" + secondEvidence(id),
                Agreement.evidence("p2").replaceFirst("\\{", "{\"statement\":\"Says it all.\","),
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence").findValuesAsText("statement"))
                        .containsExactly("Says it all."));
    }

    private Attempt patchEvidence(String id) {
        String path = "/v1/evidence/" + secondEvidence(id);
        return new Attempt(
                "PATCH",
                path,
                "{\"statement\":\"Says more.\"}",
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence").findValuesAsText("statement"))
                        .containsExactly("Says more."));
    }

    private Attempt deleteEvidence(String id) {
        String path = "/v1/evidence/" + secondEvidence(id);
        return new Attempt(
                "DELETE",
                path,
                null,
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence")).hasSize(1));
    }

    private String secondEvidence(String id) {
        makeCompany(id);
        return make("/v1/entities/" + id + "/evidence", Agreement.evidence("p2")).findValuesAsText("id").stream()
                .filter(each -> owner().get("/v1/evidence/" + each).statusCode() == 200)
                .findFirst()
                .orElseThrow();
    }
}
