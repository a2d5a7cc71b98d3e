package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The kinds of write to entities. */
final class EntityWrites extends Stage {

    EntityWrites(ServiceProcess owner) {
        super(owner);
    }

    /** All of them by name; each sets the stage for a request about things of an id, and returns the request. */
    Map<String, Function<String, Attempt>> kinds() {
        var kinds = new LinkedHashMap<String, Function<String, Attempt>>();
        kinds.put("POST entity", this::post);
        kinds.put("PUT entity, new", this::putNew);
        kinds.put("PUT entity", this::put);
        kinds.put("PATCH entity", this::patch);
        kinds.put("PATCH entity by the name that it loses", this::rename);
        kinds.put("DELETE entity", this::delete);
        kinds.put("merge", this::merge);
        kinds.put("unmerge", this::unmerge);
        kinds.put("restore", this::restore);
        return kinds;
    }

    private Attempt post(String id) {
        return new Attempt(
                "POST",
                "/v1/companies",
                Agreement.company(id, nameOf(id)),
                null,
                201,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence")).hasSize(1));
    }

    private Attempt putNew(String id) {
        return new Attempt(
                "PUT",
                "/v1/companies/" + id,
                Agreement.company(id, nameOf(id)),
                null,
                201,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence")).hasSize(1));
    }

    private Attempt put(String id) {
        makeCompany(id);
        return new Attempt(
                "PUT",
                "/v1/companies/" + id,
                Agreement.company(id, nameOf(id)).replaceFirst("\\{", "{\"description\":\"Put.\","),
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("description").asText()).isEqualTo("Put."));
    }

    private Attempt patch(String id) {
        makeCompany(id);
        return new Attempt(
                "PATCH",
                "/v1/companies/" + id,
                "{\"description\":\"Patched.\"}",
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("description").asText()).isEqualTo("Patched."));
    }

    private Attempt rename(String id) {
        makeCompany(id);
        return new Attempt(
                "PATCH",
                "/v1/companies/name:" + nameOf(id).replace(" ", "%20"),
                "{\"name\":\"Renamed %s\"}".formatted(id),
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("name").asText()).isEqualTo("Renamed " + id));
    }

    private Attempt delete(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        return new Attempt(
                "DELETE", "/v1/companies/" + id + "?cascade=true", null, "*", 200, Set.of(id, relationship), () -> {
                    assertGone("/v1/companies/" + id);
                    assertGone("/v1/relationships/" + relationship);
                });
    }

    private Attempt merge(String id) {
        makeCompany(id);
        makeCompany(id + "-kept");
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        return new Attempt(
                "POST",
                "/v1/entities/" + id + "/merge",
                "{\"into\":\"%s-kept\"}".formatted(id),
                "*",
                200,
                Set.of(id, id + "-kept", relationship),
                () -> {
                    assertThat(owner().get("/v1/entities/" + id).statusCode()).isEqualTo(308);
                    assertThat(supplier(relationship)).isEqualTo(id + "-kept");
                });
    }

    private Attempt unmerge(String id) {
        Attempt merge = merge(id);
        assertThat(merge.send(owner(), "merged-" + id).statusCode()).isEqualTo(200);
        String relationship = merge.changed().stream()
                .filter(Agreement::isRelationship)
                .findFirst()
                .orElseThrow();
        return new Attempt("POST", "/v1/entities/" + id + "/unmerge", null, null, 200, merge.changed(), () -> {
            assertThat(entity(id).path("name").asText()).isEqualTo(nameOf(id));
            assertThat(supplier(relationship)).isEqualTo(id);
        });
    }

    private Attempt restore(String id) {
        Attempt delete = delete(id);
        assertThat(delete.send(owner(), "deleted-" + id).statusCode()).isEqualTo(200);
        String relationship = delete.changed().stream()
                .filter(Agreement::isRelationship)
                .findFirst()
                .orElseThrow();
        return new Attempt(
                "POST", "/v1/entities/" + id + "/history/1/restore", null, null, 200, delete.changed(), () -> {
                    assertThat(entity(id).path("evidence")).hasSize(1);
                    assertThat(supplier(relationship)).isEqualTo(id);
                });
    }
}
