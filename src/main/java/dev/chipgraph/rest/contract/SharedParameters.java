package dev.chipgraph.rest.contract;

import dev.chipgraph.model.WireName;
import dev.chipgraph.rest.format.CsvDialect;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.problem.ProblemType;
import dev.chipgraph.rest.write.WriteRequest;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.jboss.jandex.IndexView;

/** Adds and describes the parameters that many operations share: headers, formats, references, ids and fields. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 35)
public class SharedParameters implements OASFilter {

    private static final String REFERENCE =
            "Reference to the entity: its id, `name:` with any of its names in any language, or an identifier such as `wikidata:Q884`.";

    /** A relationship in the bundled data: KFIA is a party to its memorandum. */
    private static final String RELATIONSHIP = "party-to-kqids5lijnth0";

    /** A record of evidence of it. */
    private static final String EVIDENCE = "9gg7msw42jqlg";

    private final DeclaredAnswers declared;

    public SharedParameters(IndexView index) {
        declared = new DeclaredAnswers(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, resource) -> resource.getOperations().forEach((method, operation) -> {
                    addConditions(method, operation);
                    addFormats(operation);
                    Contract.parameters(operation).forEach(parameter -> describe(path, parameter));
                    if (path.startsWith("/v1/")) {
                        addHeader(
                                operation,
                                HttpHeaders.ACCEPT_LANGUAGE,
                                "Languages of names, labels and sentences, best first, such as vi or ko. Default: English and display names.");
                    }
                }));
    }

    /** Adds the headers that belong to the problems which the method declares. */
    private void addConditions(HttpMethod method, Operation operation) {
        var problems = declared.problems(operation.getOperationId());
        if (problems.contains(ProblemType.KEY_REUSED)) {
            addHeader(
                    operation,
                    WriteRequest.IDEMPOTENCY_KEY,
                    "A text of your choice, 1 to 255 printable ASCII characters. A request that is repeated with the same key is carried out once and answered as before. Keys are kept as long as the history.");
        }
        if (problems.contains(ProblemType.PRECONDITION_FAILED)) {
            addHeader(
                    operation,
                    HttpHeaders.IF_MATCH,
                    "The ETag of an answer that showed the current state, or several with commas between. The request is rejected when the state has changed since. * stands for any state. A tag that a proxy made weak (W/) or marked with a coding (-gzip) counts as the original.");
            if (method == HttpMethod.PUT) {
                addHeader(
                        operation,
                        HttpHeaders.IF_NONE_MATCH,
                        "* adds only: the request is rejected when there already is a state to replace.");
            }
        }
    }

    private static void addHeader(Operation operation, String name, String description) {
        Contract.addParameter(operation, In.HEADER, name, description, Contract.schema(SchemaType.STRING));
    }

    /** Formats other than JSON are strings to the contract. Where there are several, the query can choose one too. */
    private static void addFormats(Operation operation) {
        var answer = operation.getResponses().getAPIResponse("200");
        if (answer == null
                || answer.getContent() == null
                || answer.getContent().getMediaTypes().size() < 2) {
            return;
        }
        var formats = new ArrayList<Object>();
        answer.getContent().getMediaTypes().forEach((type, media) -> {
            Format format = Format.of(MediaType.valueOf(type)).orElseThrow();
            formats.add(format.wire());
            if (format != Format.JSON) {
                media.schema(type.endsWith("+json") ? Contract.anyObject() : Contract.schema(SchemaType.STRING));
            }
        });
        Schema schema = Contract.schema(SchemaType.STRING).enumeration(formats);
        Contract.addParameter(operation, In.QUERY, "format", "Format of the answer, instead of Accept.", schema);
        if (formats.contains(Format.CSV.wire())) {
            addDialect(operation);
        }
    }

    private static void addDialect(Operation operation) {
        Contract.addParameter(
                operation,
                In.QUERY,
                CsvDialect.DELIMITER,
                "What separates the cells of CSV. Default: a comma.",
                Contract.schema(SchemaType.STRING)
                        .enumeration(List.copyOf(WireName.spellings(CsvDialect.Delimiter.class))));
        Contract.addParameter(
                operation,
                In.QUERY,
                CsvDialect.DECIMAL,
                "What separates the decimals of numbers in CSV. A comma needs another delimiter. Default: a point.",
                Contract.schema(SchemaType.STRING)
                        .enumeration(List.copyOf(WireName.spellings(CsvDialect.DecimalMark.class))));
        Contract.addParameter(
                operation,
                In.QUERY,
                CsvDialect.BOM,
                "Whether CSV begins with a byte order mark, by which spreadsheets recognise UTF-8. Default: true.",
                Contract.schema(SchemaType.BOOLEAN));
    }

    private static void describe(String path, Parameter parameter) {
        switch (parameter.getName()) {
            case "ref" -> parameter.description(REFERENCE);
            case "id" -> {
                if (path.startsWith("/v1/relationships/")) {
                    parameter.description("Id of the relationship.").example(RELATIONSHIP);
                } else if (path.startsWith("/v1/evidence/")) {
                    parameter.description("Id of the record.").example(EVIDENCE);
                }
            }
            case "fields" ->
                parameter
                        .description("Fields to return, separated by commas. The id is always returned. Default: all.")
                        .schema(Contract.schema(SchemaType.STRING));
            default -> {}
        }
    }
}
