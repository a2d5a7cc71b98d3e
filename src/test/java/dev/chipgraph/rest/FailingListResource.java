package dev.chipgraph.rest;

import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lists that fail on the first or on the second page, for the tests of how a stream breaks off. */
@Path("/v1/exports/failing/{page}/{failure}")
@RunOnVirtualThread
public class FailingListResource {

    private final ResponseContext reply;

    FailingListResource(ResponseContext reply) {
        this.reply = reply;
    }

    @GET
    @Produces({Format.OF_CSV, Format.OF_NDJSON, Format.OF_GRAPHML, Format.OF_JSONLD, Format.OF_TURTLE})
    @Operation(hidden = true)
    public Listing<Entity> list(@PathParam("page") int page, @PathParam("failure") String failure) {
        return new Listing<>(
                page == 1 ? failing(failure) : List.of(entity(Map.of())),
                new Listing.Page(1, null, null),
                reply.meta(),
                null,
                Stream.of(failure).map(FailingListResource::failing));
    }

    @GET
    @Path("graph")
    @Produces(Format.OF_ZIP)
    @Operation(hidden = true)
    public Listing<Entity> graph(@PathParam("page") int page, @PathParam("failure") String failure) {
        return list(page, failure);
    }

    private static Entity entity(Map<String, Object> properties) {
        return new Entity(
                "good",
                Kind.PRODUCT,
                "good",
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                properties,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private static List<Entity> failing(String failure) {
        return switch (failure) {
            case "database" -> throw new DatabaseUnavailable("The database is away.");
            case "error" -> throw new StackOverflowError();
            default ->
                List.of(entity(new AbstractMap<>() {
                    @Override
                    public Set<Entry<String, Object>> entrySet() {
                        throw new IllegalStateException("The item cannot be written.");
                    }

                    // Only writing fails: the languages of the texts are told before.
                    @Override
                    public Collection<Object> values() {
                        return List.of();
                    }
                }));
        };
    }
}
