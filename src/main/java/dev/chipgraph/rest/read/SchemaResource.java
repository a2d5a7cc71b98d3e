package dev.chipgraph.rest.read;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelatedField;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.Texts;
import dev.chipgraph.query.question.Counts;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.LinkedDataContext;
import dev.chipgraph.rest.format.Shapes;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The vocabulary, as the running service has it. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Schema")
public class SchemaResource {

    private final Counts counts;
    private final ObjectMapper json;
    private final ResponseContext reply;

    SchemaResource(Counts counts, ObjectMapper json, ResponseContext reply) {
        this.counts = counts;
        this.json = json;
        this.reply = reply;
    }

    /**
     * The vocabulary.
     *
     * @param kinds kinds of entity
     * @param relationshipTypes types of relationship
     */
    @Schema(name = "Vocabulary", description = "The kinds of entity and the types of relationship.")
    public record Vocabulary(List<KindOfEntity> kinds, List<TypeOfRelationship> relationshipTypes) {}

    /**
     * A kind of entity.
     *
     * @param kind its name
     * @param path path of its entities
     * @param label its label in the database
     * @param labels its name for people, by language
     * @param organization whether it is a kind of organisation
     * @param description what it is
     * @param properties its own properties
     * @param related fields in which its entities show those that they are related to
     * @param count how many there are
     */
    @Schema(name = "KindDefinition")
    public record KindOfEntity(
            Kind kind,
            String path,
            String label,

            @Schema(description = "Its name for people, by language.")
            Map<String, String> labels,

            boolean organization,
            String description,
            List<LabelledProperty> properties,
            List<LabelledField> related,
            long count) {}

    /**
     * A field with related entities.
     *
     * @param name its name
     * @param labels its name for people, by language
     * @param description what it shows
     * @param relationships types of the relationships that lead to the entities
     */
    @Schema(
            name = "RelatedFieldDefinition",
            description = "A field in which entities of a kind show those that they are related to.")
    public record LabelledField(
            String name,

            @Schema(description = "Its name for people, by language.")
            Map<String, String> labels,

            String description,

            @Schema(description = "Types of the relationships that lead to the entities.")
            List<RelationshipType> relationships) {

        private static LabelledField of(RelatedField field) {
            return new LabelledField(
                    field.name(),
                    Texts.inAll(texts -> texts.label(field)),
                    field.description(),
                    field.ways().stream().map(RelatedField.Way::type).distinct().toList());
        }
    }

    /**
     * A type of relationship.
     *
     * @param type its name
     * @param labels its name for people, seen from the entity that it leads from, by language
     * @param reverseLabels its name for people, seen from the entity that it leads to, by language
     * @param ends which kinds it may connect
     * @param properties its extra properties
     * @param count how many there are, superseded ones included
     */
    @Schema(name = "RelationshipTypeDefinition")
    public record TypeOfRelationship(
            RelationshipType type,

            @Schema(description = "Its name for people, seen from the entity that it leads from, by language.")
            Map<String, String> labels,

            @Schema(description = "Its name for people, seen from the entity that it leads to, by language.")
            Map<String, String> reverseLabels,

            List<Ends> ends,
            List<LabelledProperty> properties,
            long count) {}

    /**
     * A property with its names for people.
     *
     * @param property the property
     * @param labels its name for people, by language
     * @param valueLabels names for people of its values, by value and language
     */
    @Schema(name = "PropertyDefinition", description = "A property of a kind or of a type of relationship.")
    public record LabelledProperty(
            @JsonUnwrapped Property property,

            @Schema(description = "Its name for people, by language.")
            Map<String, String> labels,

            @Schema(description = "Names for people of its values, by value and language.")
            Map<String, Map<String, String>> valueLabels) {

        private static List<LabelledProperty> of(List<Property> properties) {
            return properties.stream()
                    .map(property -> new LabelledProperty(
                            property,
                            Texts.inAll(texts -> texts.label(property)),
                            property.values().stream()
                                    .collect(Collectors.toMap(
                                            value -> value,
                                            value -> Texts.inAll(texts -> texts.label(property, value)),
                                            (one, other) -> one,
                                            LinkedHashMap::new))))
                    .toList();
        }
    }

    /**
     * Kinds that a relationship may connect.
     *
     * @param from where it comes from
     * @param to where it leads to
     */
    @Schema(name = "RelationshipEnds")
    public record Ends(Set<Kind> from, Set<Kind> to) {}

    @GET
    @Path("context")
    @Produces(Format.OF_JSONLD)
    @Operation(operationId = "getContext")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = Format.OF_JSONLD,
                            schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)))
    public Response context(UriInfo uri) throws JsonProcessingException {
        // Not declared as bytes, so that a rejected request still gets a problem document.
        var terms = new LinkedDataContext(json, uri.getBaseUri()).terms();
        byte[] context = json.writeValueAsBytes(Map.of("@context", terms));
        return Response.ok(context)
                .header(HttpHeaders.CONTENT_LENGTH, context.length)
                .build();
    }

    @GET
    @Path("shapes")
    @Produces(Format.OF_TURTLE)
    @Operation(operationId = "getShapes")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = Format.OF_TURTLE, schema = @Schema(type = SchemaType.STRING)))
    public Response shapes(UriInfo uri) {
        byte[] shapes = new Shapes(json, uri.getBaseUri()).turtle();
        return Response.ok(shapes)
                .header(HttpHeaders.CONTENT_LENGTH, shapes.length)
                .build();
    }

    @GET
    @Path("schema")
    @Operation(operationId = "getSchema")
    public Vocabulary schema() {
        Map<String, Object> numbers = counts.all();
        reply.wroteAllLanguages();
        return new Vocabulary(
                Arrays.stream(Kind.values())
                        .map(kind -> new KindOfEntity(
                                kind,
                                "/v1/" + kind.path(),
                                kind.label(),
                                Texts.inAll(texts -> texts.label(kind)),
                                kind.isOrganization(),
                                kind.description(),
                                LabelledProperty.of(kind.properties()),
                                RelatedField.of(kind).stream()
                                        .map(LabelledField::of)
                                        .toList(),
                                (Long) numbers.get(kind.wire())))
                        .toList(),
                Arrays.stream(RelationshipType.values())
                        .map(type -> new TypeOfRelationship(
                                type,
                                Texts.inAll(texts -> texts.label(type)),
                                Texts.inAll(texts -> texts.reverseLabel(type)),
                                type.ends().stream()
                                        .map(ends -> new Ends(ends.from(), ends.to()))
                                        .toList(),
                                LabelledProperty.of(type.properties()),
                                (Long) numbers.get(type.wire())))
                        .toList());
    }
}
