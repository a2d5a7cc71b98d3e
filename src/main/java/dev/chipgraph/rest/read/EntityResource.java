package dev.chipgraph.rest.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.ClaimedValue;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Entities;
import dev.chipgraph.query.question.RelatedEntities;
import dev.chipgraph.query.question.Relationships;
import dev.chipgraph.query.question.Relationships.Direction;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.KindFilters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import dev.chipgraph.rest.request.SparseFields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Entities, across kinds and of each kind, and their relationships. */
@Path("/v1")
@RunOnVirtualThread
public class EntityResource {

    private static final Set<Kind> ANY = EnumSet.allOf(Kind.class);

    private final EntityListing listing;
    private final Entities entities;
    private final Relationships relationships;
    private final RelatedEntities related;
    private final References references;
    private final SparseFields fields;
    private final ResponseContext reply;

    EntityResource(
            EntityListing listing,
            Entities entities,
            Relationships relationships,
            RelatedEntities related,
            References references,
            SparseFields fields,
            ResponseContext reply) {
        this.listing = listing;
        this.entities = entities;
        this.relationships = relationships;
        this.related = related;
        this.references = references;
        this.fields = fields;
        this.reply = reply;
    }

    @GET
    @Path("entities")
    @KindFilters
    @Tag(name = "Entities")
    @Answers(references = true)
    @Operation(operationId = "listEntities")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "EntityList")),
                @Content(mediaType = Format.OF_CSV),
                @Content(mediaType = Format.OF_NDJSON)
            })
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<ObjectNode> list(
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters,
            @QueryParam("kind") @Parameter(description = "Keeps entities of these kinds.") List<Kind> kinds,
            @QueryParam("sort") String sort,
            @QueryParam("fields") String fieldList,
            UriInfo uri) {
        return listing.list(
                kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds), paging, parameters, sort, fieldList, uri);
    }

    @GET
    @Path("entities/{ref}")
    @Tag(name = "Entities")
    @Answers(references = true)
    @Operation(operationId = "getEntity")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "Entity")),
                @Content(mediaType = Format.OF_JSONLD),
                @Content(mediaType = Format.OF_TURTLE)
            })
    @Produces({Format.OF_JSON, Format.OF_JSONLD, Format.OF_TURTLE})
    public ObjectNode get(
            @PathParam("ref") @Parameter(example = "name:KFIA") String reference,
            @BeanParam ContextParameters parameters,
            @QueryParam("fields") String fieldList) {
        return item(reference, ANY, parameters, fieldList);
    }

    @GET
    @Path("entities/{ref}/claims")
    @Tag(name = "Entities")
    @Answers(references = true)
    @Operation(operationId = "listClaimsOfEntity")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<ClaimedValue> claims(
            @PathParam("ref") @Parameter(example = "amkor") String reference,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        Entity.Ref entity = references.resolveAddress(reference, ANY, context);
        return reply.page(
                paging, pageRequest -> ResultPage.ofWhole(entities.claims(entity.id(), context), pageRequest));
    }

    @GET
    @Path("entities/{ref}/evidence")
    @Tag(name = "Entities")
    @Answers(references = true)
    @Operation(operationId = "listEvidenceOfEntity")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Evidence> evidence(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        Entity.Ref entity = references.resolveAddress(reference, ANY, context);
        return reply.page(paging, pageRequest -> relationships.evidence(entity.id(), pageRequest, context));
    }

    @GET
    @Path("entities/{ref}/relationships")
    @Tag(name = "Relationships")
    @Answers(references = true)
    @Operation(operationId = "listRelationshipsOfEntity")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Relationship> relationships(
            @PathParam("ref") @Parameter(example = "name:Nguyen Chi Dung") String reference,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters,
            @QueryParam("type") @Parameter(description = "Keeps relationships of these types.", example = "[\"HOLDS\"]")
                    List<RelationshipType> types,
            @QueryParam("direction")
                    @DefaultValue("both")
                    @Parameter(
                            description =
                                    "Keeps relationships that lead away from the entity (out), to it (in), or both.")
                    Direction direction,
            @QueryParam("otherKind") @Parameter(description = "Keeps relationships with entities of these kinds.")
                    List<Kind> otherKinds) {
        QueryContext context = reply.context(parameters);
        Entity.Ref entity = references.resolveAddress(reference, ANY, context);
        var criteria = new Relationships.Criteria(Set.copyOf(types), direction, Set.copyOf(otherKinds));
        return reply.page(paging, pageRequest -> relationships.of(entity.id(), criteria, pageRequest, context));
    }

    @GET
    @Path("organizations")
    @KindFilters
    @Tag(name = "Entities")
    @Answers(references = true)
    @Operation(operationId = "listOrganizations")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "OrganizationList")),
                @Content(mediaType = Format.OF_CSV),
                @Content(mediaType = Format.OF_NDJSON)
            })
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<ObjectNode> listOrganizations(
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters,
            @QueryParam("sort") String sort,
            @QueryParam("fields") String fieldList,
            UriInfo uri) {
        return listing.list(Kind.organizations(), paging, parameters, sort, fieldList, uri);
    }

    @GET
    @Path("organizations/{ref}")
    @Tag(name = "Entities")
    @Answers(references = true)
    @Operation(operationId = "getOrganization")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "Organization")),
                @Content(mediaType = Format.OF_JSONLD),
                @Content(mediaType = Format.OF_TURTLE)
            })
    @Produces({Format.OF_JSON, Format.OF_JSONLD, Format.OF_TURTLE})
    public ObjectNode getOrganization(
            @PathParam("ref") @Parameter(example = "name:KFIA") String reference,
            @BeanParam ContextParameters parameters,
            @QueryParam("fields") String fieldList) {
        return item(reference, Kind.organizations(), parameters, fieldList);
    }

    @GET
    @Path("{kind}")
    @KindFilters
    @Answers(references = true)
    @Operation(operationId = "list")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "EntityList")),
                @Content(mediaType = Format.OF_CSV),
                @Content(mediaType = Format.OF_NDJSON)
            })
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<ObjectNode> listOfKind(
            @PathParam("kind") String path,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters,
            @QueryParam("sort") String sort,
            @QueryParam("fields") String fieldList,
            UriInfo uri) {
        return listing.list(Set.of(kind(path)), paging, parameters, sort, fieldList, uri);
    }

    @GET
    @Path("{kind}/{ref}")
    @Answers(references = true)
    @Operation(operationId = "get")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "Entity")),
                @Content(mediaType = Format.OF_JSONLD),
                @Content(mediaType = Format.OF_TURTLE)
            })
    @Produces({Format.OF_JSON, Format.OF_JSONLD, Format.OF_TURTLE})
    public ObjectNode getOfKind(
            @PathParam("kind") String path,
            @PathParam("ref") String reference,
            @BeanParam ContextParameters parameters,
            @QueryParam("fields") String fieldList) {
        return item(reference, Set.of(kind(path)), parameters, fieldList);
    }

    private ObjectNode item(String reference, Set<Kind> kinds, ContextParameters parameters, String fieldList) {
        QueryContext context = reply.contextOfEntity(parameters);
        String id = references.resolveAddress(reference, kinds, context).id();
        Entity entity = entities.get(id, context).orElseThrow();
        Set<String> selected = fields.read(fieldList, Set.of(entity.kind()));
        return fields.select(
                related.added(List.of(entity), selected, context).getFirst(),
                selected,
                parameters.hasClaims() ? entities.claims(id, context) : null);
    }

    private static Kind kind(String path) {
        return Kind.ofPath(path).orElseThrow(NotFoundException::new);
    }
}
