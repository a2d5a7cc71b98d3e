package dev.chipgraph.rest;

import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
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

    /** An item. */
    public record Item(String name) {

        @Override
        public String name() {
            if (name.isEmpty()) {
                throw new IllegalStateException("The item cannot be written.");
            }
            return name;
        }
    }

    @GET
    @Produces({Format.OF_CSV, Format.OF_NDJSON})
    @Operation(hidden = true)
    public Listing<Item> list(@PathParam("page") int page, @PathParam("failure") String failure) {
        var good = List.of(new Item("good"));
        return new Listing<>(
                page == 1 ? failing(failure) : good,
                new Listing.Page(1, null, null),
                reply.meta(),
                null,
                Stream.of(failure).map(FailingListResource::failing));
    }

    private static List<Item> failing(String failure) {
        return switch (failure) {
            case "database" -> throw new DatabaseUnavailable("The database is away.");
            case "error" -> throw new StackOverflowError();
            default -> List.of(new Item(""));
        };
    }
}
