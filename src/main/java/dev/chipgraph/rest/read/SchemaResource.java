package dev.chipgraph.rest.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.question.Counts;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.LinkedDataContext;
import dev.chipgraph.rest.format.Shapes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    SchemaResource(Counts counts, ObjectMapper json) {
        this.counts = counts;
        this.json = json;
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
     * @param organization whether it is a kind of organisation
     * @param description what it is
     * @param properties its own properties
     * @param count how many there are
     */
    public record KindOfEntity(
            Kind kind,
            String path,
            String label,
            boolean organization,
            String description,
            List<Property> properties,
            long count) {}

    /**
     * A type of relationship.
     *
     * @param type its name
     * @param phrase verb phrase that leads from one end to the other
     * @param ends which kinds it may connect
     * @param properties its extra properties
     * @param count how many there are, superseded ones included
     */
    public record TypeOfRelationship(
            RelationshipType type, String phrase, List<Ends> ends, List<Property> properties, long count) {}

    /**
     * Kinds that a relationship may connect.
     *
     * @param from where it comes from
     * @param to where it leads to
     */
    public record Ends(Set<Kind> from, Set<Kind> to) {}

    @GET
    @Path("context")
    @Produces(Format.OF_JSONLD)
    @Operation(operationId = "getContext")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = Format.OF_JSONLD, schema = @Schema(type = SchemaType.OBJECT)))
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
        return new Vocabulary(
                Arrays.stream(Kind.values())
                        .map(kind -> new KindOfEntity(
                                kind,
                                "/v1/" + kind.path(),
                                kind.label(),
                                kind.isOrganization(),
                                kind.description(),
                                kind.properties(),
                                (Long) numbers.get(kind.wire())))
                        .toList(),
                Arrays.stream(RelationshipType.values())
                        .map(type -> new TypeOfRelationship(
                                type,
                                type.phrase(),
                                type.ends().stream()
                                        .map(ends -> new Ends(ends.from(), ends.to()))
                                        .toList(),
                                type.properties(),
                                (Long) numbers.get(type.wire())))
                        .toList());
    }
}
