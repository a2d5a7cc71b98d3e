package dev.chipgraph.rest.contract;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.query.core.Sort;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.problem.Problem;
import dev.chipgraph.rest.problem.ProblemType;
import dev.chipgraph.rest.read.EntityListing;
import dev.chipgraph.rest.request.CachingFilter;
import dev.chipgraph.rest.write.WriteRequest;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/**
 * Writes into the contract what follows from the vocabulary: a resource and a schema for each kind, with the properties,
 * filters and orders of that kind, in place of the two resources that serve them all; and what every operation has in
 * common.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiVocabulary implements OASFilter {

    /** Names of the security schemes, as the static part of the contract has them. */
    private static final String API_KEY = "apiKey";

    private static final String BEARER = "bearer";

    /** What the service gives, and nobody writes. */
    private static final Set<String> GIVEN =
            Set.of("country", "conflicts", "version", "recordedAt", "updatedAt", "supersededAt");

    private static final String LIST_PATH = "/v1/{kind}";
    private static final String ITEM_PATH = "/v1/{kind}/{ref}";
    private static final String REFERENCE =
            "Which one: its id, `name:` with any of its names in any language, or an identifier such as `wikidata:Q884`.";
    /** A relationship of the bundled data: that KFIA is a party to its memorandum. */
    private static final String RELATIONSHIP = "party-to-kqids5lijnth0";
    /** What a source of the bundled data says about it. */
    private static final String EVIDENCE = "9gg7msw42jqlg";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        PathItem lists = api.getPaths().getPathItem(LIST_PATH);
        PathItem items = api.getPaths().getPathItem(ITEM_PATH);
        api.getPaths().removePathItem(LIST_PATH);
        api.getPaths().removePathItem(ITEM_PATH);
        values(api);
        relationshipProperties(api);
        inputs(api);
        entityList(api, "Entity", "A page of entities of any kind.");
        for (Kind kind : Kind.values()) {
            schema(api, kind);
            entityList(api, kind.label(), "A page of " + kind.path() + ".");
            api.getPaths()
                    .addPathItem(
                            "/v1/" + kind.path(),
                            OASFactory.createPathItem()
                                    .GET(list(kind, lists.getGET()))
                                    .POST(creation(kind, lists.getPOST())))
                    .addPathItem(
                            "/v1/" + kind.path() + "/{ref}",
                            OASFactory.createPathItem()
                                    .GET(item(kind, items.getGET()))
                                    .PUT(replacement(kind, items.getPUT()))
                                    .PATCH(patch(kind, items.getPATCH()))
                                    .DELETE(deletion(kind, items.getDELETE())));
        }
        problems(api);
        api.getPaths()
                .getPathItems()
                .forEach((path, resource) ->
                        resource.getOperations().forEach((method, operation) -> common(path, method, operation)));
        for (String path : List.of("/v1/entities", "/v1/organizations")) {
            Operation list = api.getPaths().getPathItem(path).getGET();
            list.getParameters().stream()
                    .filter(parameter -> parameter.getName().equals("sort"))
                    .forEach(parameter -> describeSort(parameter, Sort.common().keySet()));
            addFilters(list, ListFilter.common().values());
        }
        share(api);
        prune(api);
    }

    private static Operation list(Kind kind, Operation template) {
        var operation = operation(
                template,
                "list" + camel(kind.path()),
                "List " + kind.path().replace('-', ' '),
                kind.description() + " Lists those that fit all filters; of a repeatable filter any value.",
                kind.label() + "List");
        operation.getParameters().stream()
                .filter(parameter -> parameter.getName().equals("sort"))
                .forEach(parameter -> describeSort(parameter, Sort.of(kind).keySet()));
        addFilters(operation, ListFilter.of(kind).values());
        if (EntityListing.amount(kind) != null) {
            operation.addParameter(OASFactory.createParameter()
                    .name(EntityListing.TOTALS)
                    .in(In.QUERY)
                    .description(
                            "Adds to meta the sums of the amounts of the whole list: per currency, and in US dollars where the graph has a rate (an indicator with the metric exchange-rate, the unit USD and the currency) with its date and source.")
                    .schema(OASFactory.createSchema()
                            .addType(SchemaType.BOOLEAN)
                            .defaultValue(false)));
        }
        return operation;
    }

    private static Operation item(Kind kind, Operation template) {
        var operation = operation(
                template,
                "get" + kind.label(),
                "Get one " + kind.wire().replace('-', ' '),
                kind.description() + " include=evidence adds what each source says.",
                kind.label());
        operation.getParameters().stream()
                .filter(parameter -> parameter.getName().equals("ref"))
                .forEach(parameter -> parameter.setExample(kind.example()));
        return operation;
    }

    private static Operation creation(Kind kind, Operation template) {
        return edit(
                kind,
                template,
                "create",
                "Add a " + words(kind),
                "Adds one. `id` may be left out and is then made of the name; at least one record of `evidence` is needed%s."
                        .formatted(
                                kind == Kind.SOURCE
                                        ? ", unless the source just describes itself"
                                        : ", from a source that is in the graph"),
                reference(kind.label()));
    }

    private static Operation replacement(Kind kind, Operation template) {
        return edit(
                kind,
                template,
                "put",
                "Replace a " + words(kind),
                "Replaces one, evidence included, or adds one under this id. What is there is replaced only with its ETag as If-Match; `If-None-Match: *` only adds.",
                reference(kind.label()));
    }

    private static Operation patch(Kind kind, Operation template) {
        return edit(
                kind,
                template,
                "patch",
                "Change a " + words(kind),
                "Changes what a JSON Merge Patch (RFC 7396) names; null removes, lists such as names and evidence are replaced as a whole. Needs If-Match.",
                reference(kind.label()));
    }

    private static Operation deletion(Kind kind, Operation template) {
        return edit(
                kind,
                template,
                "delete",
                "Delete a " + words(kind),
                "Deletes one with its evidence; it answers 410 from then on, and its history can bring it back. What refers to it is told, unless it is to go with it. Needs If-Match.",
                reference("Deletion"));
    }

    private static String words(Kind kind) {
        return kind.wire().replace('-', ' ');
    }

    private static Operation edit(
            Kind kind, Operation template, String verb, String summary, String description, Schema answer) {
        Operation operation = operation(template, verb + kind.label(), summary, description, null);
        operation.setTags(List.of("Editing"));
        operation.setSecurity(template.getSecurity());
        String status = verb.equals("create") ? "201" : "200";
        var content = OASFactory.createContent()
                .addMediaType(
                        MediaType.APPLICATION_JSON, OASFactory.createMediaType().schema(answer));
        operation.setResponses(OASFactory.createAPIResponses()
                .addAPIResponse(
                        status,
                        OASFactory.createAPIResponse().description("Done").content(content)));
        parameters(operation).stream()
                .filter(parameter -> parameter.getName().equals("ref"))
                .forEach(parameter -> parameter.setExample(kind.example()));
        if (template.getRequestBody() != null) {
            boolean patch = verb.equals("patch");
            var body = OASFactory.createMediaType()
                    .schema(reference(patch ? "MergePatch" : input(kind.label())))
                    .addExample("made up", OASFactory.createExample().value(example(kind, patch)));
            operation.setRequestBody(OASFactory.createRequestBody()
                    .required(true)
                    .content(OASFactory.createContent()
                            .addMediaType(patch ? "application/merge-patch+json" : MediaType.APPLICATION_JSON, body)));
        }
        return operation;
    }

    private static Object example(Kind kind, boolean patch) {
        if (patch) {
            return new LinkedHashMap<>(Map.of("description", "In other words."));
        }
        var example = new LinkedHashMap<String, Object>();
        example.put("name", "Example " + words(kind));
        example.put("description", "Made up to show how it is done.");
        if (kind != Kind.SOURCE) {
            example.put("evidence", List.of(said("p9")));
        }
        return example;
    }

    /** Evidence in an example, its fields in the same order each time that the contract is written. */
    private static Map<String, Object> said(String locator) {
        var evidence = new LinkedHashMap<String, Object>();
        evidence.put("source", "bizhub-2025-09-20-kfia-mou");
        evidence.put("locator", locator);
        return evidence;
    }

    private static Operation operation(
            Operation template, String id, String summary, String description, String schema) {
        var parameters = template.getParameters().stream()
                .filter(parameter -> !parameter.getName().equals("kind"))
                .map(OpenApiVocabulary::copy)
                .toList();
        return OASFactory.createOperation()
                .operationId(id)
                .summary(summary)
                .description(description)
                .tags(List.of("Kinds"))
                .security(template.getSecurity())
                .parameters(new ArrayList<>(parameters))
                .responses(
                        schema == null
                                ? OASFactory.createAPIResponses()
                                : OASFactory.createAPIResponses()
                                        .addAPIResponse(
                                                "200",
                                                OASFactory.createAPIResponse()
                                                        .description("OK")
                                                        .content(content(template, schema))));
    }

    /** In the formats of the template. */
    private static Content content(Operation template, String schema) {
        var content = OASFactory.createContent();
        template.getResponses()
                .getAPIResponse("200")
                .getContent()
                .getMediaTypes()
                .keySet()
                .forEach(type ->
                        content.addMediaType(type, OASFactory.createMediaType().schema(reference(schema))));
        return content;
    }

    private static Parameter copy(Parameter parameter) {
        return OASFactory.createParameter()
                .name(parameter.getName())
                .in(parameter.getIn())
                .required(parameter.getRequired())
                .description(parameter.getDescription())
                .schema(parameter.getSchema())
                .example(parameter.getExample());
    }

    private static void describeSort(Parameter parameter, Collection<String> orders) {
        parameter.description("Order; a minus means descending. Entities without the value come last.");
        parameter.schema(OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .enumeration(new ArrayList<>(orders))
                .defaultValue(Sort.ID.name()));
    }

    private static void addFilters(Operation operation, Collection<ListFilter> filters) {
        for (ListFilter filter : filters) {
            Schema single = OASFactory.createSchema();
            if (filter.name().equals("hasConflict")) {
                single.addType(SchemaType.BOOLEAN);
            } else if (filter.type() == Property.Type.NUMBER) {
                single.addType(SchemaType.NUMBER);
            } else {
                single.addType(SchemaType.STRING);
                if (!filter.allowed().isEmpty()) {
                    single.enumeration(new ArrayList<>(filter.allowed()));
                }
            }
            operation.addParameter(OASFactory.createParameter()
                    .name(filter.name())
                    .in(In.QUERY)
                    .description(filter.description())
                    .schema(
                            filter.repeatable()
                                    ? OASFactory.createSchema()
                                            .addType(SchemaType.ARRAY)
                                            .items(single)
                                    : single));
        }
    }

    private static void schema(OpenAPI api, Kind kind) {
        Schema entity = api.getComponents().getSchemas().get("Entity");
        Schema schema = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(kind.description())
                .required(List.of("id", "kind", "name"));
        entity.getProperties().forEach((name, property) -> {
            if (!name.equals("kind")) {
                schema.addProperty(name, property);
            }
        });
        schema.addProperty(
                "kind",
                OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .enumeration(List.of(kind.wire()))
                        .description("Always " + kind.wire() + "."));
        kind.properties().forEach(property -> schema.addProperty(property.name(), schema(property)));
        api.getComponents().addSchema(kind.label(), schema);
        input(
                api,
                kind.label(),
                "A %s as it is written. Without `id`, one is made of its name.".formatted(words(kind)),
                kind == Kind.SOURCE ? List.of("name") : List.of("name", "evidence"),
                Map.of(
                        "name",
                        OASFactory.createSchema()
                                .addType(SchemaType.STRING)
                                .description("The name that is shown unless another language is asked for."),
                        "evidence",
                        evidenceInput()));
    }

    private static Schema schema(Property property) {
        Schema single =
                switch (property.type()) {
                    case TEXT -> OASFactory.createSchema().addType(SchemaType.STRING);
                    case CHOICE ->
                        OASFactory.createSchema()
                                .addType(SchemaType.STRING)
                                .enumeration(new ArrayList<>(property.values()));
                    case NUMBER -> OASFactory.createSchema().addType(SchemaType.NUMBER);
                    case DATE -> reference("PartialDate");
                    case MONEY -> reference("Money");
                    case LOCATION -> reference("Location");
                };
        Schema schema = property.many()
                ? OASFactory.createSchema().addType(SchemaType.ARRAY).items(single)
                : single;
        return schema.description(property.description());
    }

    /** The shapes of money and positions, which the code reaches through the vocabulary only. */
    private static void values(OpenAPI api) {
        Schema number = OASFactory.createSchema().addType(SchemaType.NUMBER);
        // The scan sees a record with a text, but what travels is the text.
        api.getComponents()
                .getSchemas()
                .get("PartialDate")
                .type(List.of(SchemaType.STRING))
                .properties(null);
        api.getComponents()
                .addSchema(
                        "Money",
                        OASFactory.createSchema()
                                .addType(SchemaType.OBJECT)
                                .description(
                                        "An amount as its source gives it: value, or a range with min, max or both.")
                                .required(List.of("currency"))
                                .addProperty("value", number)
                                .addProperty("min", number)
                                .addProperty("max", number)
                                .addProperty(
                                        "currency",
                                        OASFactory.createSchema()
                                                .addType(SchemaType.STRING)
                                                .description("ISO 4217 code.")))
                .addSchema(
                        "Location",
                        OASFactory.createSchema()
                                .addType(SchemaType.OBJECT)
                                .description("A WGS 84 position in degrees.")
                                .required(List.of("lat", "lon"))
                                .addProperty("lat", number)
                                .addProperty("lon", number));
    }

    /** What is written, where that is not what is read. */
    private static void inputs(OpenAPI api) {
        api.getComponents()
                .addSchema(
                        "MergePatch",
                        OASFactory.createSchema()
                                .addType(SchemaType.OBJECT)
                                .description(
                                        "The fields to change, with their new values; null removes (JSON Merge Patch, RFC 7396).")
                                .additionalPropertiesSchema(OASFactory.createSchema()));
        input(
                api,
                "Evidence",
                "Evidence as it is written: its source is an id.",
                List.of("source"),
                Map.of("source", id("Id of the source, which is in the graph.")));
        Schema end = id("Id of the entity.");
        input(
                api,
                "Relationship",
                "A relationship as it is written: its ends are ids.",
                List.of("from", "type", "to", "evidence"),
                Map.of("from", end, "to", end, "evidence", evidenceInput()));
    }

    private static Schema evidenceInput() {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(reference(input("Evidence")))
                .description("What supports it.");
    }

    private static Schema id(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    /** Name of the schema of what is written, where that is not what is read. */
    private static String input(String schema) {
        return schema + "Input";
    }

    /**
     * Adds the schema of what is written.
     *
     * @param schema name of the schema of what is read
     * @param others properties that are written otherwise than they are read
     */
    private static void input(
            OpenAPI api, String schema, String description, List<String> required, Map<String, Schema> others) {
        Schema written = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(description)
                .required(required);
        api.getComponents().getSchemas().get(schema).getProperties().forEach((name, property) -> {
            if (!GIVEN.contains(name)) {
                written.addProperty(name, others.getOrDefault(name, property));
            }
        });
        api.getComponents().addSchema(input(schema), written);
    }

    private static void relationshipProperties(OpenAPI api) {
        var schemas = Stream.of("Relationship", "Edge")
                .map(api.getComponents().getSchemas()::get)
                .toList();
        Arrays.stream(RelationshipType.values())
                .flatMap(type -> type.properties().stream())
                .collect(Collectors.groupingBy(Property::name))
                .forEach((name, same) -> schemas.forEach(schema -> schema.addProperty(name, union(name, same))));
    }

    /** A property that several types have, with the values that it has in any of them. */
    private static Schema union(String name, List<Property> same) {
        String about = Arrays.stream(RelationshipType.values())
                .filter(type -> type.property(name).isPresent())
                .map(type ->
                        type.wire() + ": " + type.property(name).orElseThrow().description())
                .collect(Collectors.joining(" "));
        Set<Object> values = same.stream()
                .flatMap(property -> property.values().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Schema schema = OASFactory.createSchema()
                .addType(same.getFirst().type() == Property.Type.NUMBER ? SchemaType.NUMBER : SchemaType.STRING)
                .description(about);
        return values.isEmpty() ? schema : schema.enumeration(new ArrayList<>(values));
    }

    private static void entityList(OpenAPI api, String item, String description) {
        api.getComponents()
                .addSchema(
                        item + "List",
                        OASFactory.createSchema()
                                .addType(SchemaType.OBJECT)
                                .description(description)
                                .required(List.of("items", "page", "meta"))
                                .addProperty(
                                        "items",
                                        OASFactory.createSchema()
                                                .addType(SchemaType.ARRAY)
                                                .items(reference(item)))
                                .addProperty("page", reference("Page"))
                                .addProperty("meta", reference("Meta")));
    }

    private static void problems(OpenAPI api) {
        Arrays.stream(ProblemType.values())
                .collect(Collectors.groupingBy(ProblemType::status))
                .forEach((status, types) -> {
                    var response = OASFactory.createAPIResponse()
                            .description(types.stream()
                                    .map(type -> "%s: %s".formatted(type.title(), type.explanation()))
                                    .collect(Collectors.joining(" ")))
                            .content(OASFactory.createContent()
                                    .addMediaType(
                                            Problem.MEDIA_TYPE,
                                            OASFactory.createMediaType().schema(reference("Problem"))));
                    api.getComponents().addResponse("Problem" + status, response);
                });
    }

    /** What every operation shares, so that no resource repeats it. */
    private static void common(String path, HttpMethod method, Operation operation) {
        boolean asks = method == HttpMethod.GET || operation.getSecurity() == null;
        boolean isOfTheGraph = path.startsWith("/v1/") && !CachingFilter.isAboutAccess(path);
        var statuses = new ArrayList<>(List.of(400, 406, 429, 500));
        if (isOfTheGraph && !asks) {
            statuses.addAll(List.of(409, 410, 422));
            condition(operation, method);
            if (operation.getRequestBody() != null) {
                example(operation);
            }
            if (method != HttpMethod.POST || path.endsWith("/merge")) {
                statuses.addAll(List.of(412, 428));
            }
        }
        if (path.startsWith("/v1/")) {
            statuses.addAll(List.of(401, 503));
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(408, 413, 415));
        }
        if (operation.getSecurity() != null) {
            secure(operation);
            statuses.add(403);
        }
        if (path.equals("/v1/keys/{id}") && method == HttpMethod.DELETE) {
            statuses.add(409);
        }
        // What a question must be given as a parameter is a reference too.
        boolean refers = parameters(operation).stream().anyMatch(OpenApiVocabulary::isNeeded);
        if (refers || path.contains("{")) {
            statuses.add(404);
        }
        if (refers || path.contains("{ref}")) {
            statuses.addAll(List.of(409, 410));
        } else if (isOfTheGraph && path.contains("{id}")) {
            statuses.add(410);
        }
        formats(operation);
        if (isOfTheGraph && method == HttpMethod.GET) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            OASFactory.createAPIResponse()
                                    .description("What the reader has, by If-None-Match, is what it would get."));
        } else if (path.equals("/v1/patterns")) {
            statuses.addAll(List.of(404, 409));
        }
        if (List.of("/v1/patterns", "/v1/stats").contains(path)) {
            statuses.add(422);
        }
        statuses.stream()
                .distinct()
                .forEach(status -> operation
                        .getResponses()
                        .addAPIResponse(
                                status.toString(),
                                OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status)));
        for (Parameter parameter : parameters(operation)) {
            switch (parameter.getName()) {
                case "ref" -> parameter.description(REFERENCE);
                case "id" -> {
                    if (path.startsWith("/v1/relationships/")) {
                        parameter.description("Id of the relationship.").example(RELATIONSHIP);
                    } else if (path.startsWith("/v1/evidence/")) {
                        parameter.example(EVIDENCE);
                    }
                }
                case "fields" ->
                    parameter
                            .description(
                                    "Fields to return, separated by commas; id is always among them. Default: all.")
                            .schema(OASFactory.createSchema().addType(SchemaType.STRING));
                default -> {}
            }
        }
        if (path.startsWith("/v1/")) {
            operation.addParameter(OASFactory.createParameter()
                    .name("Accept-Language")
                    .in(In.HEADER)
                    .description("Languages of names, best first, such as vi or ko. Default: display names.")
                    .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
        }
        if (operation.getRequestBody() != null || !asks) {
            return;
        }
        String example = path;
        var query = new ArrayList<String>();
        for (Parameter parameter : parameters(operation)) {
            if (parameter.getIn() == In.PATH) {
                example = example.replace("{" + parameter.getName() + "}", String.valueOf(parameter.getExample()));
            } else if (isNeeded(parameter)) {
                var values = parameter.getExample() instanceof List<?> list ? list : List.of(parameter.getExample());
                values.forEach(value -> query.add(parameter.getName() + "=" + value));
            }
        }
        if (operation.getDescription().contains("Example: ")) {
            return;
        }
        operation.description("%s\n\nExample: `GET %s%s`"
                .formatted(operation.getDescription(), example, query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    /** What has no example of its own is shown by one that suits it. */
    private static void example(Operation operation) {
        operation.getRequestBody().getContent().getMediaTypes().forEach((type, media) -> {
            if (media.getExamples() != null || media.getSchema() == null) {
                return;
            }
            String schema = String.valueOf(media.getSchema().getRef());
            if (schema.endsWith("/MergePatch")) {
                media.addExample(
                        "end",
                        OASFactory.createExample()
                                .value(Map.of("evidence", List.of(Map.of("source", "bizhub-2025-09-20-kfia-mou")))));
            } else if (schema.endsWith("/RelationshipInput")) {
                var relationship = new LinkedHashMap<String, Object>();
                relationship.put("from", "kfia");
                relationship.put("type", "PARTY_TO");
                relationship.put("to", "mou-vn-it-industry-department-kfia-2025");
                relationship.put("role", "signatory");
                relationship.put("evidence", List.of(said("p1")));
                media.addExample("with role", OASFactory.createExample().value(relationship));
            } else if (schema.endsWith("/EvidenceInput")) {
                var evidence = new LinkedHashMap<String, Object>();
                evidence.put("source", "bizhub-2025-09-20-kfia-mou");
                evidence.put("locator", "p1");
                evidence.put("statement", "Says so in other words.");
                media.addExample("statement", OASFactory.createExample().value(evidence));
            }
        });
    }

    /** The headers of writing. */
    private static void condition(Operation operation, HttpMethod method) {
        header(
                operation,
                WriteRequest.IDEMPOTENCY_KEY,
                "A text of your choice, 1 to 255 printable ASCII characters: what is sent again with it is not done again but answered as before. Keys are kept as long as the history.");
        if (method == HttpMethod.POST) {
            return;
        }
        header(
                operation,
                HttpHeaders.IF_MATCH,
                "ETag of an answer that showed what is to be changed: it is changed only if nobody has changed it since. * stands for any state.");
        if (method == HttpMethod.PUT) {
            header(operation, HttpHeaders.IF_NONE_MATCH, "* adds only, and changes nothing that is there.");
        }
    }

    private static void header(Operation operation, String name, String description) {
        operation.addParameter(OASFactory.createParameter()
                .name(name)
                .in(In.HEADER)
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }

    /** A role that one scheme grants, the other does too. The scan has found the role, and named the first scheme only. */
    private static void secure(Operation operation) {
        var byKey = operation.getSecurity().getFirst();
        List<String> roles = byKey.getScheme(API_KEY);
        operation.security(List.of(byKey, OASFactory.createSecurityRequirement().addScheme(BEARER, roles)));
        operation.description(
                "%s\n\nNeeds the role %s.".formatted(operation.getDescription(), String.join(" or ", roles)));
    }

    /** What is not JSON is text to the contract; where there is a choice, it can be made in the address too. */
    private static void formats(Operation operation) {
        var answer = operation.getResponses().getAPIResponse("200");
        var content = answer == null ? null : answer.getContent();
        if (content == null || content.getMediaTypes().size() < 2) {
            return;
        }
        var choice = new ArrayList<Object>();
        content.getMediaTypes().forEach((type, media) -> {
            Format format = Format.of(MediaType.valueOf(type)).orElseThrow();
            choice.add(format.wire());
            if (format != Format.JSON) {
                media.schema(OASFactory.createSchema().addType(SchemaType.STRING));
            }
        });
        operation.addParameter(OASFactory.createParameter()
                .name("format")
                .in(In.QUERY)
                .description("Format of the answer, instead of Accept.")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).enumeration(choice)));
    }

    private static boolean isNeeded(Parameter parameter) {
        return parameter.getIn() == In.QUERY && Boolean.TRUE.equals(parameter.getRequired());
    }

    /** Parameters that several operations have alike are written once. */
    private static void share(OpenAPI api) {
        var operations = api.getPaths().getPathItems().values().stream()
                .flatMap(paths -> paths.getOperations().values().stream())
                .toList();
        var uses = operations.stream()
                .flatMap(operation -> parameters(operation).stream())
                .filter(parameter -> parameter.getIn() != In.PATH)
                .collect(Collectors.groupingBy(OpenApiVocabulary::text, LinkedHashMap::new, Collectors.toList()));
        var shared = new HashMap<String, String>();
        uses.values().stream()
                .filter(same -> same.size() > 1)
                .map(List::getFirst)
                .forEach(parameter -> {
                    if (shared.values().stream().noneMatch(parameter.getName()::equals)) {
                        shared.put(text(parameter), parameter.getName());
                        api.getComponents().addParameter(parameter.getName(), parameter);
                    }
                });
        operations.forEach(operation -> operation.setParameters(parameters(operation).stream()
                .map(parameter -> shared.containsKey(text(parameter))
                        ? OASFactory.createParameter().ref("#/components/parameters/" + parameter.getName())
                        : parameter)
                .toList()));
    }

    /** What nothing refers to would only be noise in the clients. */
    private static void prune(OpenAPI api) {
        var used = api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .map(response -> String.valueOf(response.getRef()))
                .collect(Collectors.toSet());
        List.copyOf(api.getComponents().getResponses().keySet()).stream()
                .filter(name -> !used.contains("#/components/responses/" + name))
                .forEach(api.getComponents()::removeResponse);
        // Made of lists of entities, for which stand the lists of each kind.
        api.getComponents().removeSchema("Listing");
        api.getComponents().removeSchema("Items");
        // Bodies are read as trees, and shown as what they must be.
        api.getComponents().removeSchema("JsonNode");
    }

    private static String text(Parameter parameter) {
        return parameter.getIn() + parameter.getName() + parameter.getDescription() + parameter.getSchema();
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static Schema reference(String schema) {
        return OASFactory.createSchema().ref("#/components/schemas/" + schema);
    }

    private static String camel(String slug) {
        return Stream.of(slug.split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
