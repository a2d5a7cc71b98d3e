package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Metrics;
import dev.chipgraph.model.Kind;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the service measures of itself, beyond its requests. */
@QuarkusTest
@ExtendWith(Api.class)
class MetricsTest {

    private static final String AGREEMENTS = "chipgraph_graph_entities{kind=\"agreement\"}";
    private static final String UNCHANGED = "chipgraph_revalidations_total{result=\"unchanged\"}";
    private static final String CHANGED = "chipgraph_revalidations_total{result=\"changed\"}";

    @Test
    void versionOfTheGraph() {
        double version = Double.parseDouble(Api.get("/v1/schema").header("X-Graph-Version"));

        assertThat(Metrics.value("chipgraph_graph_version")).isEqualTo(version);
    }

    @Test
    void numbersOfEntities() {
        int agreements = Api.json("/v1/agreements", "count", true, "limit", 1).getInt("page.total");

        Metrics.await(AGREEMENTS, agreements);
        for (Kind kind : Kind.values()) {
            assertThat(Metrics.value("chipgraph_graph_entities{kind=\"%s\"}".formatted(kind.wire())))
                    .as(kind.wire())
                    .isNotNegative();
        }
    }

    @Test
    void answersThatClientsHaveAlready() {
        double unchanged = Metrics.value(UNCHANGED);
        double changed = Metrics.value(CHANGED);
        String tag = Api.get("/v1/schema").header("ETag");

        given().header("If-None-Match", tag).get("/v1/schema");
        given().header("If-None-Match", "\"another\"").get("/v1/schema");

        assertThat(Metrics.value(UNCHANGED)).isEqualTo(unchanged + 1);
        assertThat(Metrics.value(CHANGED)).isEqualTo(changed + 1);
    }

    @Test
    void workInTheDatabase() {
        for (String access : new String[] {"read", "write"}) {
            for (String metric : new String[] {"running", "waiting", "refused_total"}) {
                assertThat(Metrics.value("chipgraph_database_%s{access=\"%s\"}".formatted(metric, access)))
                        .as("%s %s", metric, access)
                        .isNotNegative();
            }
        }
    }
}
