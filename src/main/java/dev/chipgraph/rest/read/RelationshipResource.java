package dev.chipgraph.rest.read;

import static dev.chipgraph.rest.problem.ProblemType.GONE;
import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import dev.chipgraph.model.ClaimedValue;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.AllRelationships;
import dev.chipgraph.query.question.Relationships;
import dev.chipgraph.query.question.Relationships.Supporting;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.GraphColumns;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Relationships and their evidence. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Relationships")
public class RelationshipResource {

    private static final Set<Kind> ANY = EnumSet.allOf(Kind.class);

    private final AllRelationships all;
    private final Relationships relationships;
    private final References references;
    private final ResponseContext reply;

    RelationshipResource(
            AllRelationships all, Relationships relationships, References references, ResponseContext reply) {
        this.all = all;
        this.relationships = relationships;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("relationships")
    @Answers(references = true)
    @Operation(operationId = "listRelationships")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Relationship> list(
            @QueryParam("type") @Parameter(description = "Keeps relationships of these types.", example = "[\"HOLDS\"]")
                    List<RelationshipType> types,
            @QueryParam("fromKind") @Parameter(description = "Keeps relationships that come from these kinds.")
                    List<Kind> fromKinds,
            @QueryParam("toKind") @Parameter(description = "Keeps relationships that lead to these kinds.")
                    List<Kind> toKinds,
            @QueryParam("from")
                    @Parameter(
                            description =
                                    "Keeps relationships that come from one of these entities: ids, names or identifiers.")
                    List<String> from,
            @QueryParam("to")
                    @Parameter(
                            description =
                                    "Keeps relationships that lead to one of these entities: ids, names or identifiers.")
                    List<String> to,
            @QueryParam("entity")
                    @Parameter(
                            description =
                                    "Keeps relationships with one of these entities at either end: ids, names or identifiers.")
                    List<String> entities,
            @QueryParam("source")
                    @Parameter(description = "Keeps relationships with evidence from one of these sources.")
                    List<String> sources,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        var criteria = new AllRelationships.Criteria(
                Set.copyOf(types),
                Set.copyOf(fromKinds),
                Set.copyOf(toKinds),
                ids(from, ANY, context),
                ids(to, ANY, context),
                ids(entities, ANY, context),
                ids(sources, Set.of(Kind.SOURCE), context),
                false);
        if (criteria.possibleTypes().isEmpty()) {
            throw impossible(types);
        }
        return reply.page(paging, pageRequest -> all.page(criteria, pageRequest, context))
                .with(GraphColumns.ofEdgeTable());
    }

    private List<String> ids(List<String> refs, Set<Kind> kinds, QueryContext context) {
        return refs.stream()
                .map(reference -> references.resolve(reference, kinds, context).id())
                .toList();
    }

    /** Kinds that no relationship can have are a mistake, and not a question with an empty answer. */
    private static InvalidInput impossible(List<RelationshipType> types) {
        String allowed = types.stream()
                .flatMap(type -> type.ends().stream()
                        .map(ends -> "%s leads from %s to %s"
                                .formatted(type.wire(), Kind.described(ends.from()), Kind.described(ends.to()))))
                .collect(Collectors.joining("; "));
        return new InvalidInput(
                "query",
                "type",
                types.isEmpty()
                        ? "is given by fromKind and toKind, but no type leads from the one to the other; see /v1/schema"
                        : "has no relationships between these kinds: " + allowed);
    }

    @GET
    @Path("relationships/{id}")
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "getRelationship")
    public Relationship get(@PathParam("id") String id, @BeanParam ContextParameters parameters) {
        return relationships.existing(id, reply.context(parameters));
    }

    @GET
    @Path("relationships/{id}/evidence")
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "listEvidenceOfRelationship")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Evidence> evidence(
            @PathParam("id") String id,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        relationships.existing(id, context);
        return reply.page(paging, pageRequest -> relationships.evidence(id, pageRequest, context));
    }

    @GET
    @Path("relationships/{id}/claims")
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "listClaimsOfRelationship")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<ClaimedValue> claims(
            @PathParam("id") String id,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        return reply.page(paging, pageRequest -> ResultPage.ofWhole(relationships.claims(id, context), pageRequest));
    }

    @GET
    @Path("evidence/{id}")
    @Tag(name = "Editing")
    @Answers({UNKNOWN_REFERENCE, GONE})
    @Operation(operationId = "getEvidence")
    public Supporting evidenceRecord(@PathParam("id") String id, @BeanParam ContextParameters parameters) {
        return relationships.evidenceRecord(id, reply.context(parameters));
    }
}
