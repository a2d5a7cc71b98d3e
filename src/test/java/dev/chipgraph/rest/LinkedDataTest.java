package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.Api;
import dev.chipgraph.http.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Turtle holds the triples of JSON-LD, and both satisfy the shapes. Jena reads them. */
@QuarkusTest
@ExtendWith(Api.class)
class LinkedDataTest extends FormatFixture {

    private static final String COMPANY = "/v1/companies/seoul-semiconductor";

    @ParameterizedTest
    @ValueSource(
            strings = {
                COMPANY + "?include=evidence",
                "/v1/associations/kfia?include=evidence",
                "/v1/organizations/fpt?validAt=all",
                "/v1/places/ninh-binh?include=evidence",
                "/v1/investments/investment-seoul-semiconductor-ninh-binh?include=evidence",
                "/v1/sources/vietnamplus-2025-10-29-ai-cooperation?include=evidence",
                "/v1/entities/kfia/graph?depth=2&include=evidence",
                "/v1/paths?from=kfia&to=fpt&k=5&include=evidence",
                "/v1/common?entity=fpt&entity=nvidia&maxHops=2"
            })
    void turtleHoldsTheTriplesOfJsonLd(String address) {
        assertSame(address);
    }

    @Test
    void theWholeGraphAsLinkedDataSatisfiesTheShapes() {
        Model graph = assertSame("/v1/exports?include=evidence");

        var report = ShaclValidator.get().validate(shapes(), graph.getGraph());
        assertThat(report.getEntries())
                .as(() -> report.getEntries().stream()
                        .limit(10)
                        .map(entry -> entry.focusNode() + " " + entry.resultPath() + " " + entry.message())
                        .collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(entities(graph)).isEqualTo(exportedEntities());
    }

    private static Set<String> entities(Model graph) {
        String base = Request.service() + "v1/entities/";
        return graph.listSubjectsWithProperty(RDF.type).toList().stream()
                .map(Resource::getURI)
                .filter(uri -> uri != null && uri.startsWith(base))
                .map(uri -> uri.substring(base.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exportedEntities() {
        return text(get("/v1/exports?format=ndjson"))
                .lines()
                .map(FormatFixture::tree)
                .filter(line -> line.has("entity") || line.has("source"))
                .map(line -> line.at("/entity/id").asText(line.at("/source/id").asText()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each is one that the import would reject as well. */
    @ParameterizedTest
    @CsvSource({
        "https://schema.org/name, , an entity without a name",
        "https://schema.org/name, Another, an entity with two display names",
        "types, nonsense, a type that the vocabulary does not have",
        "https://schema.org/foundingDate, yesterday, a date that is none",
        "country, Korea, a country that is no code",
        "PARTY_TO, http://localhost/v1/entities/kfia, a party to an association",
        "SAID, http://localhost/v1/entities/kfia, something said that is no statement"
    })
    void aBrokenRecordDoesNot(String term, String value, String broken) {
        Model graph = turtle(COMPANY);
        assertThat(ShaclValidator.get().conforms(shapes(), graph.getGraph()))
                .as("sound")
                .isTrue();
        Resource company = graph.listSubjectsWithProperty(RDF.type).toList().stream()
                .filter(subject -> subject.getURI().endsWith("/seoul-semiconductor"))
                .findFirst()
                .orElseThrow();

        String vocabulary = Request.service() + "v1/schema#";
        Property property = graph.createProperty(term.contains(":") ? term : vocabulary + term);
        if (value == null) {
            company.removeAll(property);
        } else if (value.startsWith("http")) {
            company.addProperty(property, graph.createResource(value));
        } else {
            company.addProperty(property, value);
        }

        assertThat(ShaclValidator.get().conforms(shapes(), graph.getGraph()))
                .as(broken)
                .isFalse();
    }

    private static Model assertSame(String address) {
        Model turtle = turtle(address);
        Model linked = jsonLd(address);
        assertThat(turtle.size()).isPositive();
        assertThat(turtle.isIsomorphicWith(linked))
                .as(() -> "%s: only in Turtle %s; only in JSON-LD %s"
                        .formatted(
                                address,
                                turtle.difference(linked).listStatements().toList().stream()
                                        .limit(10)
                                        .toList(),
                                linked.difference(turtle).listStatements().toList().stream()
                                        .limit(10)
                                        .toList()))
                .isTrue();
        return turtle;
    }

    private static Shapes shapes() {
        return Shapes.parse(
                model(given().get("/v1/shapes").asByteArray(), Lang.TURTLE).getGraph());
    }

    private static Model turtle(String address) {
        var response = given().accept("text/turtle").get(address);
        assertThat(response.contentType()).startsWith("text/turtle");
        return model(response.asByteArray(), Lang.TURTLE);
    }

    private static Model jsonLd(String address) {
        ObjectNode document =
                (ObjectNode) tree(given().accept("application/ld+json").get(address));
        assertThat(document.path("@context").textValue()).isEqualTo(Request.service() + "v1/context");
        document.set("@context", tree(get("/v1/context")).path("@context"));
        return model(document.toString().getBytes(StandardCharsets.UTF_8), Lang.JSONLD11);
    }

    private static Model model(byte[] document, Lang lang) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new ByteArrayInputStream(document), lang);
        return model;
    }
}
