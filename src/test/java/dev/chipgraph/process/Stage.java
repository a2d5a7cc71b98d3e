package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What is there before a write, made without any fault, and how it looks afterwards. */
class Stage {

    private final ServiceProcess owner;

    Stage(ServiceProcess owner) {
        this.owner = owner;
    }

    ServiceProcess owner() {
        return owner;
    }

    JsonNode entity(String id) {
        return Agreement.json(owner.get("/v1/entities/" + id + "?include=evidence"), 200);
    }

    /** Makes something without any fault. Returns its document. */
    JsonNode make(String path, String body) {
        return Agreement.json(owner.write("POST", path, body, "Content-Type", "application/json"), 201);
    }

    void makeCompany(String id) {
        make("/v1/companies", Agreement.company(id, nameOf(id)));
    }

    static String nameOf(String id) {
        return "The company " + id;
    }

    String supply(String from, String to) {
        return make("/v1/relationships", supplies(from, to)).path("id").asText();
    }

    static String supplies(String from, String to) {
        return "{\"from\":\"%s\",\"type\":\"SUPPLIES\",\"to\":\"%s\",\"evidence\":[%s]}"
                .formatted(from, to, Agreement.evidence("p1"));
    }

    void assertGone(String path) {
        assertThat(owner.get(path).statusCode()).as(path).isEqualTo(410);
    }

    String supplier(String relationship) {
        return Agreement.json(owner.get("/v1/relationships/" + relationship), 200)
                .path("from")
                .path("id")
                .asText();
    }
}
