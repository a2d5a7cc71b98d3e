package dev.chipgraph.rest.write;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.Edits;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Merges;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.References;
import dev.chipgraph.query.question.Entities;
import dev.chipgraph.query.question.History;
import dev.chipgraph.query.question.History.Revision;
import dev.chipgraph.query.question.Relationships;
import dev.chipgraph.query.question.Relationships.Supporting;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import dev.chipgraph.rest.request.SparseFields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes of single entities, relationships and records of evidence, and what they were before. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Editing")
@Produces(MediaType.APPLICATION_JSON)
public class EditResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String EDITOR = "editor";
    private static final String ADMIN = "admin";
    private static final Set<Kind> ANY = EnumSet.allOf(Kind.class);

    private final Edits edits;
    private final Merges merges;
    private final History history;
    private final Entities entities;
    private final Relationships relationships;
    private final References references;
    private final SparseFields fields;
    private final WriteRequest writing;
    private final ResponseContext reply;

    EditResource(
            Edits edits,
            Merges merges,
            History history,
            Entities entities,
            Relationships relationships,
            References references,
            SparseFields fields,
            WriteRequest writing,
            ResponseContext reply) {
        this.edits = edits;
        this.merges = merges;
        this.history = history;
        this.entities = entities;
        this.relationships = relationships;
        this.references = references;
        this.fields = fields;
        this.writing = writing;
        this.reply = reply;
    }

    /**
     * That something was deleted.
     *
     * @param id its id
     * @param relationships ids of the relationships that were deleted with it
     * @param history where it can be read what it was, and brought back from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "That something was deleted.")
    public record Deletion(
            @Schema(description = "Its id.") String id,

            @Schema(description = "Ids of the relationships that were deleted with it.")
            List<String> relationships,

            @Schema(description = "Where it can be read what it was.")
            String history) {}

    /**
     * That an entity was merged into another.
     *
     * @param merged id of the entity that went
     * @param moved ids of the relationships that it had and the other has now
     * @param joined ids of those that the other had already, which got their evidence
     * @param deleted ids of those that led from the one to the other
     * @param entity the other, as it is now
     */
    @Schema(description = "That an entity was merged into another.")
    public record Merged(
            @Schema(description = "Id of the entity that went.")
            String merged,

            @Schema(description = "Ids of the relationships that it had and the other has now.")
            List<String> moved,

            @Schema(description = "Ids of those that the other had already, which got their evidence.")
            List<String> joined,

            @Schema(description = "Ids of those that led from the one to the other.")
            List<String> deleted,

            @Schema(description = "The other, as it is now.", ref = "Entity")
            ObjectNode entity) {}

    /**
     * Into what an entity is merged.
     *
     * @param into the entity that stays
     */
    @Schema(description = "Into what an entity is merged.")
    public record Into(
            @Schema(description = "The entity that stays: its id, name or identifier.", required = true)
            String into) {}

    @POST
    @Path("{kind}")
    @RolesAllowed(EDITOR)
    @Operation(operationId = "create")
    @APIResponse(
            responseCode = "201",
            description = "The entity, as it is now.",
            content = @Content(schema = @Schema(ref = "Entity")))
    public Response create(
            @PathParam("kind") String path,
            @QueryParam("confirmed")
                    @Parameter(
                            description =
                                    "That it is another than an organisation of the same name, which would otherwise be a 409 with the candidates. Default: false.")
                    boolean confirmed,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Entity")))
                    JsonNode body) {
        Receipt receipt = edits.create(kind(path), body, confirmed, writing.author(body));
        return entity(receipt, path);
    }

    @PUT
    @Path("{kind}/{ref}")
    @RolesAllowed(EDITOR)
    @Operation(operationId = "put")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Entity")))
    public Response put(
            @PathParam("kind") String path,
            @PathParam("ref") String reference,
            @QueryParam("confirmed")
                    @Parameter(
                            description =
                                    "That it is another than an organisation of the same name, which would otherwise be a 409 with the candidates. Default: false.")
                    boolean confirmed,
            @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Entity")))
                    JsonNode body) {
        Kind kind = kind(path);
        return entity(
                writing.once(body, author -> {
                    String id = isId(reference) ? reference : resolved(reference, Set.of(kind));
                    return edits.put(kind, id, body, writing.condition(), confirmed, author);
                }),
                path);
    }

    @PATCH
    @Path("{kind}/{ref}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RolesAllowed(EDITOR)
    @Operation(operationId = "patch")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Entity")))
    public Response patch(
            @PathParam("kind") String path,
            @PathParam("ref") String reference,
            @RequestBody(content = @Content(mediaType = MERGE_PATCH, schema = @Schema(ref = "MergePatch")))
                    JsonNode body) {
        return patched(reference, Set.of(kind(path)), body, path);
    }

    @DELETE
    @Path("{kind}/{ref}")
    @RolesAllowed(EDITOR)
    @Operation(operationId = "delete")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Deletion.class)))
    public Response delete(
            @PathParam("kind") String path,
            @PathParam("ref") String reference,
            @QueryParam("cascade")
                    @Parameter(
                            description =
                                    "Whether its relationships, and the evidence of a source, are deleted with it. Otherwise something that refers to it is a 409 that tells what. Default: false.")
                    boolean cascade) {
        return deletedEntity(reference, Set.of(kind(path)), cascade);
    }

    @PATCH
    @Path("entities/{ref}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "patchEntity",
            summary = "Change an entity of any kind",
            description =
                    "Changes what a JSON Merge Patch (RFC 7396) names; null removes, lists such as names and evidence are replaced as a whole. Needs If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Entity")))
    public Response patchAny(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @RequestBody(content = @Content(mediaType = MERGE_PATCH, schema = @Schema(ref = "MergePatch")))
                    JsonNode body) {
        return patched(reference, ANY, body, null);
    }

    @DELETE
    @Path("entities/{ref}")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "deleteEntity",
            summary = "Delete an entity of any kind",
            description =
                    "Deletes an entity with its evidence; it answers 410 from then on, and its history can bring it back. What refers to it is told, unless it is to go with it. Needs If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Deletion.class)))
    public Response deleteAny(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @QueryParam("cascade")
                    @Parameter(
                            description =
                                    "Whether its relationships, and the evidence of a source, are deleted with it. Otherwise something that refers to it is a 409 that tells what. Default: false.")
                    boolean cascade) {
        return deletedEntity(reference, ANY, cascade);
    }

    @POST
    @Path("entities/{ref}/merge")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "mergeEntity",
            summary = "Merge an entity into another",
            description =
                    "Makes one of two entities that are one: relationships, evidence, names and identifiers go over, and the id leads to the other (308) from then on. What both had alike becomes one, with the evidence of both. `POST /v1/entities/{ref}/unmerge` undoes it. Needs If-Match with the ETag of the entity that goes.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Merged.class)))
    public Response merge(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Into.class),
                                            examples = @ExampleObject(name = "into", value = "{\"into\": \"fpt\"}")))
                    JsonNode body) {
        if (body == null || !body.path("into").isTextual() || body.size() != 1) {
            throw new InvalidInput("body", "into", "must be given, alone: the entity that stays");
        }
        Receipt receipt = writing.once(
                body,
                author -> merges.merge(
                        resolved(reference, ANY),
                        resolved(body.path("into").textValue(), ANY),
                        writing.condition(),
                        author));
        String into = receipt.outcome().id();
        Map<String, Object> moved = receipt.outcome().details();
        return writing.answer(
                receipt,
                "/v1/entities/" + into,
                () -> new Merged(
                        moved.get("merged").toString(),
                        ids(moved.get("moved")),
                        ids(moved.get("joined")),
                        ids(moved.get("deleted")),
                        shown(into, receipt)));
    }

    @POST
    @Path("entities/{id}/unmerge")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "unmergeEntity",
            summary = "Undo a merge",
            description =
                    "Takes an entity out again that was merged into another: both, their relationships and their evidence are as they were before. A 409 when any of them was changed since.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Entity")))
    public Response unmerge(
            @PathParam("id") @Parameter(description = "Id of the entity that was merged.", example = "kfia")
                    String id) {
        return entity(merges.undo(id, writing.author(null)), null);
    }

    @GET
    @Path("entities/{id}/history")
    @Operation(
            operationId = "getHistoryOfEntity",
            summary = "What an entity was",
            description =
                    "Lists the changes of an entity and its evidence, newest first: who, when, and each field before and after. Of one that was deleted or merged, too.")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Revision> history(
            @PathParam("id") @Parameter(description = "Id of the entity.", example = "kfia") String id,
            @Valid @BeanParam PagingParameters paging) {
        QueryContext context = context();
        Listing<Revision> revisions = reply.page(paging, pageRequest -> history.ofEntity(id, pageRequest, context));
        if (revisions.items().isEmpty()) {
            references.resolve(id, ANY, context);
        }
        return revisions;
    }

    @POST
    @Path("entities/{id}/history/{version}/restore")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "restoreEntity",
            summary = "Restore an earlier state",
            description =
                    "Brings back a state of an entity, by the version that its history tells, with the evidence of then; a deleted one with the relationships that were deleted with it. Needs If-Match unless it was deleted.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Entity")))
    public Response restore(
            @PathParam("id") @Parameter(description = "Id of the entity.", example = "kfia") String id,
            @PathParam("version") @Parameter(description = "Version of the entity.", example = "1") long version) {
        return entity(edits.restore(id, version, writing.condition(), writing.author(null)), null);
    }

    @POST
    @Path("entities/{ref}/evidence")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "addEvidenceToEntity",
            summary = "Add evidence to an entity",
            description = "Adds what a source says about an entity. The source must be in the graph.")
    @APIResponse(
            responseCode = "201",
            description = "The record, and what it is about.",
            content = @Content(schema = @Schema(implementation = Supporting.class)))
    public Response addEvidence(
            @PathParam("ref") @Parameter(example = "kfia") String reference,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "EvidenceInput"),
                                            examples =
                                                    @ExampleObject(
                                                            name = "statement",
                                                            value =
                                                                    "{\"source\": \"bizhub-2025-09-20-kfia-mou\", \"locator\": \"p1\", \"statement\": \"Names the association.\"}")))
                    JsonNode body) {
        return evidence(writing.once(body, author -> edits.addEvidence(resolved(reference, ANY), body, author)));
    }

    @POST
    @Path("relationships")
    @RolesAllowed(EDITOR)
    @Tag(name = "Editing")
    @Operation(
            operationId = "createRelationship",
            summary = "Add a relationship",
            description =
                    "Adds a relationship between two entities that are in the graph, of kinds that its type may join, with its evidence. One that is there already is a 409 with its id.")
    @APIResponse(
            responseCode = "201",
            description = "The relationship, as it is now.",
            content = @Content(schema = @Schema(ref = "Relationship")))
    public Response createRelationship(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "RelationshipInput"),
                                            examples =
                                                    @ExampleObject(
                                                            name = "presence",
                                                            value =
                                                                    "{\"from\": \"seoul-semiconductor\", \"type\": \"PRESENT_IN\", \"to\": \"ninh-binh\", \"evidence\": [{\"source\": \"bizhub-2025-09-20-kfia-mou\", \"locator\": \"p9\"}]}")))
                    JsonNode body) {
        return relationship(edits.createRelationship(body, writing.author(body)));
    }

    @PUT
    @Path("relationships/{id}")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "putRelationship",
            summary = "Replace a relationship",
            description =
                    "Replaces properties, dates and evidence of a relationship; its type and its ends stay. Needs If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Relationship")))
    public Response putRelationship(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "RelationshipInput")))
                    JsonNode body) {
        return relationship(edits.putRelationship(id, body, writing.condition(), writing.author(body)));
    }

    @PATCH
    @Path("relationships/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "patchRelationship",
            summary = "Change a relationship",
            description =
                    "Changes what a JSON Merge Patch (RFC 7396) names; null removes. Its type and its ends stay. Needs If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Relationship")))
    public Response patchRelationship(
            @PathParam("id") String id,
            @RequestBody(content = @Content(mediaType = MERGE_PATCH, schema = @Schema(ref = "MergePatch")))
                    JsonNode body) {
        return relationship(edits.patchRelationship(id, body, writing.condition(), writing.author(body)));
    }

    @DELETE
    @Path("relationships/{id}")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "deleteRelationship",
            summary = "Delete a relationship",
            description =
                    "Deletes a relationship with its evidence; its history stays and can bring it back. Needs If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Deletion.class)))
    public Response deleteRelationship(@PathParam("id") String id) {
        return deleted(
                edits.deleteRelationship(id, writing.condition(), writing.author(null)), "/v1/relationships/" + id);
    }

    @GET
    @Path("relationships/{id}/history")
    @Operation(
            operationId = "getHistoryOfRelationship",
            summary = "What a relationship was",
            description =
                    "Lists the changes of a relationship and its evidence, newest first: who, when, and each field before and after. Of one that was deleted, too.")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Revision> historyOfRelationship(
            @PathParam("id") String id, @Valid @BeanParam PagingParameters paging) {
        QueryContext context = context();
        Listing<Revision> revisions =
                reply.page(paging, pageRequest -> history.ofRelationship(id, pageRequest, context));
        if (revisions.items().isEmpty()) {
            relationships.existing(id, context);
        }
        return revisions;
    }

    @POST
    @Path("relationships/{id}/restore")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "restoreRelationship",
            summary = "Bring back a relationship",
            description =
                    "Brings back a relationship that was deleted, with the evidence that it had, if its ends are there.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(ref = "Relationship")))
    public Response restoreRelationship(@PathParam("id") String id) {
        return relationship(edits.restoreRelationship(id, writing.author(null)));
    }

    @POST
    @Path("relationships/{id}/evidence")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "addEvidenceToRelationship",
            summary = "Add evidence to a relationship",
            description = "Adds what a source says about a relationship. The source must be in the graph.")
    @APIResponse(
            responseCode = "201",
            description = "The record, and what it is about.",
            content = @Content(schema = @Schema(implementation = Supporting.class)))
    public Response addEvidenceToRelationship(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "EvidenceInput"),
                                            examples =
                                                    @ExampleObject(
                                                            name = "statement",
                                                            value =
                                                                    "{\"source\": \"bizhub-2025-09-20-kfia-mou\", \"locator\": \"p8\", \"statement\": \"Says so as well.\"}")))
                    JsonNode body) {
        if (RelationshipType.ofId(id).isEmpty()) {
            throw References.Unknown.relationship(id);
        }
        return evidence(edits.addEvidence(id, body, writing.author(body)));
    }

    @GET
    @Path("evidence/{id}")
    @Operation(
            operationId = "getEvidence",
            summary = "One record of evidence",
            description = "Returns what a source says about an entity or a relationship, by the id of the record.")
    public Supporting evidence(
            @PathParam("id") @Parameter(description = "Id of the record.") String id,
            @BeanParam ContextParameters parameters) {
        return relationships.evidenceRecord(id, reply.context(parameters));
    }

    @PUT
    @Path("evidence/{id}")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "putEvidence",
            summary = "Replace a record of evidence",
            description =
                    "Replaces what a source says; source, locator and extractor stay, for they are what the record is. Needs If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supporting.class)))
    public Response putEvidence(
            @PathParam("id") @Parameter(description = "Id of the record.") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "EvidenceInput")))
                    JsonNode body) {
        return evidence(edits.putEvidence(id, body, writing.condition(), writing.author(body)));
    }

    @PATCH
    @Path("evidence/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "patchEvidence",
            summary = "Change a record of evidence",
            description = "Changes what a JSON Merge Patch (RFC 7396) names; null removes. Needs If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supporting.class)))
    public Response patchEvidence(
            @PathParam("id") @Parameter(description = "Id of the record.") String id,
            @RequestBody(content = @Content(mediaType = MERGE_PATCH, schema = @Schema(ref = "MergePatch")))
                    JsonNode body) {
        return evidence(edits.patchEvidence(id, body, writing.condition(), writing.author(body)));
    }

    @DELETE
    @Path("evidence/{id}")
    @RolesAllowed(EDITOR)
    @Operation(
            operationId = "deleteEvidence",
            summary = "Delete a record of evidence",
            description =
                    "Deletes what a source says about a subject, unless it is all that supports it. Needs If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Deletion.class)))
    public Response deleteEvidence(@PathParam("id") @Parameter(description = "Id of the record.") String id) {
        Receipt receipt = edits.deleteEvidence(id, writing.condition(), writing.author(null));
        String subject = receipt.outcome().details().get("subject").toString();
        String path = RelationshipType.ofId(subject).isPresent() ? "relationships" : "entities";
        return deleted(receipt, "/v1/" + path + "/" + subject);
    }

    private QueryContext context() {
        return reply.context(new ContextParameters(), ValidAt.fromString(ValidAt.ALL));
    }

    private String resolved(String reference, Set<Kind> kinds) {
        return references.resolve(reference, kinds, context()).id();
    }

    /** References that are no ids have a colon. */
    private static boolean isId(String reference) {
        return reference.indexOf(':') < 0;
    }

    /**
     * A change of the entity that a reference means. An id is looked up by the change itself; only when that finds nothing
     * to change is the id resolved like any other reference, which tells why.
     */
    private Receipt of(String reference, Set<Kind> kinds, Function<String, Receipt> change) {
        if (!isId(reference)) {
            return change.apply(resolved(reference, kinds));
        }
        try {
            return change.apply(reference);
        } catch (Edits.Absent | ChangeRejected e) {
            if (e instanceof Edits.Absent || ((ChangeRejected) e).reason() == ChangeRejected.Reason.GONE) {
                resolved(reference, kinds);
            }
            throw e;
        }
    }

    private Response patched(String reference, Set<Kind> kinds, JsonNode body, String path) {
        return entity(
                writing.once(
                        body,
                        author ->
                                of(reference, kinds, id -> edits.patch(id, kinds, body, writing.condition(), author))),
                path);
    }

    private Response entity(Receipt receipt, String path) {
        String id = receipt.outcome().id();
        return writing.answer(
                receipt, "/v1/" + (path == null ? "entities" : path) + "/" + id, () -> shown(id, receipt));
    }

    /** As it was right after the change, also when that is told again later. */
    private ObjectNode shown(String id, Receipt receipt) {
        var entity = entities.get(id, then(receipt)).orElseThrow(NotFoundException::new);
        return fields.select(entity, fields.read(null, Set.of(entity.kind())));
    }

    private Response relationship(Receipt receipt) {
        String id = receipt.outcome().id();
        return writing.answer(
                receipt,
                "/v1/relationships/" + id,
                () -> relationships.get(id, then(receipt)).orElseThrow(NotFoundException::new));
    }

    private Response evidence(Receipt receipt) {
        String id = receipt.outcome().id();
        return writing.answer(receipt, "/v1/evidence/" + id, () -> relationships.evidenceRecord(id, then(receipt)));
    }

    private Response deletedEntity(String reference, Set<Kind> kinds, boolean cascade) {
        Receipt receipt = writing.once(
                null,
                author -> of(reference, kinds, id -> edits.delete(id, kinds, writing.condition(), cascade, author)));
        return deleted(receipt, "/v1/entities/" + receipt.outcome().id());
    }

    private Response deleted(Receipt receipt, String path) {
        var outcome = receipt.outcome();
        return writing.answer(
                receipt,
                path,
                () -> new Deletion(
                        outcome.id(),
                        outcome.details().containsKey("relationships")
                                ? ids(outcome.details().get("relationships"))
                                : null,
                        path + "/history"));
    }

    private QueryContext then(Receipt receipt) {
        QueryContext now = reply.context(new ContextParameters(), ValidAt.fromString(ValidAt.ALL));
        return receipt.repeated()
                ? new QueryContext(now.at(), KnownAt.fromString(receipt.at().toString()), true, now.languages())
                : new QueryContext(now.at(), now.known(), true, now.languages());
    }

    private static List<String> ids(Object list) {
        return list instanceof List<?> ids ? ids.stream().map(String::valueOf).toList() : List.of();
    }

    private static Kind kind(String path) {
        return Kind.ofPath(path).orElseThrow(NotFoundException::new);
    }
}
