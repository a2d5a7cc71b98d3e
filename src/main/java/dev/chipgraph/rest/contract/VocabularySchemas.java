package dev.chipgraph.rest.contract;

import static dev.chipgraph.rest.contract.Contract.input;
import static dev.chipgraph.rest.contract.Contract.list;
import static dev.chipgraph.rest.contract.Contract.reference;
import static dev.chipgraph.rest.contract.Contract.schema;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelatedField;
import dev.chipgraph.model.RelationshipType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds the schemas that follow from the vocabulary: each kind as it is read, listed and written, with its properties. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 50)
public class VocabularySchemas implements OASFilter {

    /** Properties that the service sets itself. */
    private static final Set<String> READ_ONLY =
            Set.of("country", "conflicts", "attested", "version", "recordedAt", "updatedAt", "supersededAt");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        // The scan sees a record with a string in it. In JSON it is that string.
        schemas.get("PartialDate")
                .type(List.of(SchemaType.STRING))
                .properties(null)
                .required(null);
        addRelationshipProperties(List.of(schemas.get("Relationship"), schemas.get("Edge")));
        addInput(
                api,
                "Evidence",
                "Evidence as it is written. The source is given by its id.",
                List.of("source"),
                Map.of("source", text("Id of the source, which must be in the graph.")));
        Schema end = text("Id of the entity.");
        addInput(
                api,
                "Relationship",
                "A relationship as it is written. Its ends are given by their ids.",
                List.of("from", "type", "to", "evidence"),
                Map.of("from", end, "to", end, "attestedOn", dates(), "evidence", evidence()));
        addClaims(schemas.get("Entity"));
        // The scan sees entities of any kind.
        schemas.get("InvestmentsCard").addProperty("items", list(reference(Kind.INVESTMENT.label())));
        schemas.get("EventsCard").addProperty("items", list(reference(Kind.EVENT.label())));
        for (Kind kind : Kind.values()) {
            addKind(api, kind);
            Contract.addPage(api, kind.label(), "A page of %s.".formatted(KindWords.plural(kind)));
        }
        addUnion(api, "Entity", "An entity of any kind.", EnumSet.allOf(Kind.class));
        Contract.addPage(api, "Entity", "A page of entities of any kind.");
        addUnion(api, "Organization", "An organisation of any kind.", Kind.organizations());
        Contract.addPage(api, "Organization", "A page of organisations of any kind.");
        addUnion(
                api,
                input("Entity"),
                "An entity of any kind but source, as it is written.",
                EnumSet.complementOf(EnumSet.of(Kind.SOURCE)));
    }

    /** Adds the schema of an entity of one of several kinds. */
    private static void addUnion(OpenAPI api, String name, String description, Set<Kind> kinds) {
        var discriminator = OASFactory.createDiscriminator().propertyName("kind");
        Schema union = OASFactory.createSchema().description(description).discriminator(discriminator);
        for (Kind kind : kinds) {
            Schema reference = reference(name.equals(input("Entity")) ? input(kind.label()) : kind.label());
            union.addOneOf(reference);
            discriminator.addMapping(kind.wire(), reference.getRef());
        }
        api.getComponents().addSchema(name, union);
    }

    private static void addKind(OpenAPI api, Kind kind) {
        Schema schema = schema(SchemaType.OBJECT).description(kind.description());
        Schema any = api.getComponents().getSchemas().get("Entity");
        schema.required(any.getRequired());
        any.getProperties().forEach((name, property) -> {
            if (!name.equals("kind")) {
                schema.addProperty(name, property);
            }
        });
        schema.addProperty(
                "kind",
                schema(SchemaType.STRING)
                        .enumeration(List.of(kind.wire()))
                        .description("Always %s.".formatted(kind.wire())));
        kind.properties().forEach(property -> schema.addProperty(property.name(), ofProperty(property)));
        RelatedField.of(kind)
                .forEach(
                        field -> schema.addProperty(
                                field.name(),
                                list(reference("RelatedEntity"))
                                        .description(
                                                field.description()
                                                        + " Present in lists of entities and in the answer for a single entity; absent when empty.")));
        api.getComponents().addSchema(kind.label(), schema);
        addInput(
                api,
                kind.label(),
                "%s as it is written. Without `id`, an id is made from the name."
                        .formatted(KindWords.capitalized(KindWords.withArticle(kind))),
                kind == Kind.SOURCE ? List.of("name") : List.of("name", "evidence"),
                Map.of(
                        "name",
                        text("The name that is shown unless another language is asked for."),
                        "evidence",
                        evidence()));
    }

    /** Claims are read only; records are written with evidence that makes them. */
    private static void addClaims(Schema entity) {
        entity.addProperty(
                "claims",
                list(reference("ClaimedValue"))
                        .description("Every value that a source claims of it, with include=claims."));
    }

    private static Schema ofProperty(Property property) {
        Schema single =
                switch (property.type()) {
                    case TEXT -> schema(SchemaType.STRING);
                    case CHOICE -> schema(SchemaType.STRING).enumeration(new ArrayList<>(property.values()));
                    case NUMBER -> schema(SchemaType.NUMBER);
                    case DATE -> reference("PartialDate");
                    case MONEY -> reference("Money");
                    case LOCATION -> reference("Location");
                };
        return (property.many() ? list(single) : single).description(property.description());
    }

    private static Schema evidence() {
        return list(reference(input("Evidence"))).description("Its evidence.");
    }

    private static Schema dates() {
        return list(reference("PartialDate"))
                .description(
                        "Dates on which its sources say that it was so. A single date may stand for a list of one.");
    }

    private static Schema text(String description) {
        return schema(SchemaType.STRING).description(description);
    }

    /**
     * Adds the schema of a body that is written.
     *
     * @param schema name of the schema of what is read
     * @param replaced properties that are written in another form than they are read in
     */
    private static void addInput(
            OpenAPI api, String schema, String description, List<String> required, Map<String, Schema> replaced) {
        Schema written = schema(SchemaType.OBJECT).description(description).required(required);
        api.getComponents().getSchemas().get(schema).getProperties().forEach((name, property) -> {
            if (!READ_ONLY.contains(name) && !RelatedField.names().contains(name)) {
                written.addProperty(name, replaced.getOrDefault(name, property));
            }
        });
        api.getComponents().addSchema(input(schema), written);
    }

    private static void addRelationshipProperties(List<Schema> schemas) {
        Arrays.stream(RelationshipType.values())
                .flatMap(type -> type.properties().stream())
                .collect(Collectors.groupingBy(Property::name))
                .forEach((name, same) -> schemas.forEach(schema -> schema.addProperty(name, union(name, same))));
    }

    /** A property of several types, with the values that it has in any of them. */
    private static Schema union(String name, List<Property> same) {
        String description = Arrays.stream(RelationshipType.values())
                .flatMap(type ->
                        type.property(name).stream().map(property -> type.wire() + ": " + property.description()))
                .collect(Collectors.joining(" "));
        Set<Object> values = same.stream()
                .flatMap(property -> property.values().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean number = same.getFirst().type() == Property.Type.NUMBER;
        Schema schema = schema(number ? SchemaType.NUMBER : SchemaType.STRING).description(description);
        return values.isEmpty() ? schema : schema.enumeration(new ArrayList<>(values));
    }
}
