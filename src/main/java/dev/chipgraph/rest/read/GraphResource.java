package dev.chipgraph.rest.read;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.traversal.CommonNeighbours;
import dev.chipgraph.query.traversal.Connection;
import dev.chipgraph.query.traversal.NeighbourQueries.TraversalFilter;
import dev.chipgraph.query.traversal.Neighbourhood;
import dev.chipgraph.query.traversal.Neighbourhood.Surroundings;
import dev.chipgraph.query.traversal.ShortestPaths;
import dev.chipgraph.query.traversal.ShortestPaths.PartialList;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.GraphAnswer;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions about connections: neighbourhoods, paths and common neighbours. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class GraphResource {

    private static final Set<Kind> ANY = EnumSet.allOf(Kind.class);
    private static final String TYPES = "Follows relationships of these types only.";
    private static final String VIA = "must be given at most 5 times";

    private final Neighbourhood neighbourhood;
    private final ShortestPaths connections;
    private final CommonNeighbours common;
    private final References references;
    private final ResponseContext reply;

    GraphResource(
            Neighbourhood neighbourhood,
            ShortestPaths connections,
            CommonNeighbours common,
            References references,
            ResponseContext reply) {
        this.neighbourhood = neighbourhood;
        this.connections = connections;
        this.common = common;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("entities/{ref}/graph")
    @Answers(references = true)
    @Operation(operationId = "getNeighbourhood")
    @Produces({Format.OF_JSON, Format.OF_GRAPHML, Format.OF_CYTOSCAPE, Format.OF_JSONLD, Format.OF_TURTLE})
    public GraphAnswer neighbourhood(
            @PathParam("ref") @Parameter(example = "name:KFIA") String reference,
            @QueryParam("depth")
                    @DefaultValue("1")
                    @Min(value = 1, message = "must be from 1 to 4")
                    @Max(value = 4, message = "must be from 1 to 4")
                    @Parameter(description = "Greatest number of steps from the entity.")
                    int depth,
            @QueryParam("types") @Parameter(description = TYPES) List<RelationshipType> types,
            @QueryParam("kinds") @Parameter(description = "Visits entities of these kinds only.") List<Kind> kinds,
            @QueryParam("excludeKinds") @Parameter(description = "Does not visit entities of these kinds.")
                    List<Kind> excludeKinds,
            @QueryParam("perType")
                    @DefaultValue("25")
                    @Min(value = 1, message = "must be from 1 to 500")
                    @Max(value = 500, message = "must be from 1 to 500")
                    @Parameter(description = "Greatest number of relationships of one type to follow from one entity.")
                    int perType,
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(value = 1, message = "must be from 1 to 1000")
                    @Max(value = 1000, message = "must be from 1 to 1000")
                    @Parameter(description = "Greatest number of entities to return.")
                    int limit,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        Entity.Ref start = references.resolveAddress(reference, ANY, context);
        var within = new TraversalFilter(Set.copyOf(types), kinds(kinds, excludeKinds), Set.of(start.id()));
        Surroundings found =
                neighbourhood.of(start, new Neighbourhood.Criteria(depth, perType, limit, within), context);
        return new GraphAnswer(
                found.nodes(),
                found.edges(),
                reply.meta(
                        limit,
                        depth,
                        found.expanded(),
                        found.omitted(),
                        found.truncated(),
                        Stream.concat(found.nodes().stream(), found.edges().stream())
                                .toList()));
    }

    @GET
    @Path("paths")
    @Answers(references = true)
    @Operation(operationId = "findPaths")
    @Produces({Format.OF_JSON, Format.OF_GRAPHML, Format.OF_CYTOSCAPE, Format.OF_JSONLD, Format.OF_TURTLE})
    public GraphAnswer.Items<Connection> paths(
            @QueryParam("from")
                    @NotNull(message = "is required")
                    @Parameter(
                            required = true,
                            description = "Where paths begin: an id, `name:` with a name, or an identifier.",
                            example = "kfia")
                    String from,
            @QueryParam("to")
                    @NotNull(message = "is required")
                    @Parameter(
                            required = true,
                            description = "Where paths end: an id, `name:` with a name, or an identifier.",
                            example = "fpt")
                    String to,
            @QueryParam("maxHops")
                    @DefaultValue("4")
                    @Min(value = 1, message = "must be from 1 to 6")
                    @Max(value = 6, message = "must be from 1 to 6")
                    @Parameter(description = "Greatest length of a path.")
                    int maxHops,
            @QueryParam("k")
                    @DefaultValue("3")
                    @Min(value = 1, message = "must be from 1 to 10")
                    @Max(value = 10, message = "must be from 1 to 10")
                    @Parameter(description = "Greatest number of paths.")
                    int k,
            @QueryParam("types") @Parameter(description = TYPES) List<RelationshipType> types,
            @QueryParam("excludeKinds")
                    @Parameter(
                            description = "Does not visit entities of these kinds, except both ends and those in via.")
                    List<Kind> excludeKinds,
            @QueryParam("via")
                    @Size(max = 5, message = VIA)
                    @Parameter(description = "Keeps paths through all of these: ids, names or identifiers, at most 5.")
                    List<String> via,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        Entity.Ref start = references.resolve(from, ANY, context);
        Entity.Ref end = references.resolve(to, ANY, context);
        if (start.id().equals(end.id())) {
            throw new InvalidInput("query", "to", "must differ from the entity in from");
        }
        var through = via.stream()
                .map(reference -> references.resolve(reference, ANY, context).id())
                .collect(Collectors.toSet());
        var always =
                Stream.concat(through.stream(), Stream.of(start.id(), end.id())).collect(Collectors.toSet());
        var within = new TraversalFilter(Set.copyOf(types), kinds(List.of(), excludeKinds), always);
        return items(
                connections.between(start, end, new ShortestPaths.Criteria(maxHops, k, through, within), context),
                k,
                maxHops);
    }

    @GET
    @Path("common")
    @Answers(references = true)
    @Operation(operationId = "findCommon")
    @Produces({Format.OF_JSON, Format.OF_GRAPHML, Format.OF_CYTOSCAPE, Format.OF_JSONLD, Format.OF_TURTLE})
    public GraphAnswer.Items<CommonNeighbours.Shared> common(
            @QueryParam("entity")
                    @Size(min = 2, max = 10, message = "must be given 2 to 10 times")
                    @Parameter(
                            required = true,
                            description = "Two to ten different entities: ids, `name:` with a name, or identifiers.",
                            example = "[\"fpt\", \"nvidia\"]")
                    List<String> entity,
            @QueryParam("maxHops")
                    @DefaultValue("1")
                    @Min(value = 1, message = "must be from 1 to 3")
                    @Max(value = 3, message = "must be from 1 to 3")
                    @Parameter(description = "Greatest number of steps from each entity.")
                    int maxHops,
            @QueryParam("types") @Parameter(description = TYPES) List<RelationshipType> types,
            @QueryParam("kinds") @Parameter(description = "Returns entities of these kinds only.") List<Kind> kinds,
            @QueryParam("excludeKinds") @Parameter(description = "Neither returns nor visits entities of these kinds.")
                    List<Kind> excludeKinds,
            @QueryParam("limit")
                    @DefaultValue("25")
                    @Min(value = 1, message = PagingParameters.LIMITS)
                    @Max(value = 500, message = PagingParameters.LIMITS)
                    @Parameter(description = "Greatest number of items to return.")
                    int limit,
            @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters);
        var entities = entity.stream()
                .map(reference -> references.resolve(reference, ANY, context).id())
                .toList();
        if (new HashSet<>(entities).size() < entities.size()) {
            throw new InvalidInput("query", "entity", "must be different entities");
        }
        var within = new TraversalFilter(Set.copyOf(types), kinds(List.of(), excludeKinds), Set.copyOf(entities));
        return items(
                common.of(
                        entities,
                        new CommonNeighbours.Criteria(maxHops, kinds(kinds, excludeKinds), limit, within),
                        context),
                limit,
                maxHops);
    }

    private <T> GraphAnswer.Items<T> items(PartialList<T> found, int limit, int hops) {
        return new GraphAnswer.Items<>(
                found.items(),
                reply.meta(limit, hops, found.expanded(), found.omitted(), found.truncated(), found.items()));
    }

    /** The kinds, or all kinds when the list is empty, without the excluded ones. */
    private static Set<Kind> kinds(List<Kind> context, List<Kind> excluded) {
        var kinds = context.isEmpty() ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(context);
        kinds.removeAll(excluded);
        return kinds;
    }
}
