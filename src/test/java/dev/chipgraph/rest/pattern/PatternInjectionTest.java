package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternClient.answer;
import static dev.chipgraph.rest.pattern.PatternClient.ask;
import static dev.chipgraph.rest.pattern.PatternJson.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a client sends is a value and never a part of the statement. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class PatternInjectionTest {

    /** Whatever a client writes is a value, never a part of the statement. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 //",
                "'}) DETACH DELETE n0 //",
                "x` = 1 OR true //",
                "\\u0027 RETURN 1 //",
                "$at $v0 $? $# @ @.id",
                "cg.holds(n0) cg.known(n0) %s {}",
                "\\\"]] RETURN n0 //",
                "*/ MATCH (n) RETURN n /*"
            })
    void valuesAreDataAndNothingElse(String text) {
        var pattern = parse("{\"nodes\": {\"a\": {\"where\": {}}}, \"explain\": true}");
        var where = (ObjectNode) pattern.at("/nodes/a/where");
        for (String term : List.of("name", "description", "tags", "source", "attributes.x", "attributes." + text)) {
            where.removeAll();
            where.put(term, text);
            Json answer = answer(pattern).jsonPath();
            assertThat(answer.getList("items")).as(term).isEmpty();
            assertThat(answer.getString("meta.explained.cypher")).doesNotContain(text);
        }
        where.removeAll();
        pattern.putArray("return")
                .add(parse("{}").put("value", "a.attributes." + text).put("as", text))
                .add(parse("{}").put("count", "a").put("as", text + "2"));
        pattern.putArray("orderBy").add(text);
        Json answer = answer(pattern).jsonPath();
        assertThat(answer.getList("items")).hasSize(1);
        assertThat(answer.getString("meta.explained.cypher")).doesNotContain(text);
        ((ObjectNode) pattern.get("nodes")).set("a", parse("{}").put("ref", "name:" + text));
        assertThat(ask(pattern).statusCode()).isEqualTo(404);
    }

    @Test
    void explainTellsHowItIsAsked() {
        Json explained = answer("""
                {"nodes": {"organization": {"where": {"country": "KR"}}, "agreement": {}},
                 "edges": [{"from": "organization", "type": "PARTY_TO", "to": "agreement"}],
                 "validAt": "2025-10-01", "limit": 7, "explain": true}""").jsonPath();

        assertThat(explained.getString("meta.explained.cypher"))
                .contains("MATCH (", ":PARTY_TO", "$limit")
                .doesNotContain("KR", "2025-10-01", "organization");
        assertThat(explained.getMap("meta.explained.parameters"))
                .containsValue("KR")
                .containsEntry("limit", 8);
        assertThat(explained.getList("meta.explained.kinds.agreement")).containsExactly("agreement");
        assertThat(explained.getList("meta.explained.kinds.organization"))
                .contains("company", "place", "person")
                .doesNotContain("agreement");
    }
}
