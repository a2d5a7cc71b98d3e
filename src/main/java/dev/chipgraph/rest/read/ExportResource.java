package dev.chipgraph.rest.read;

import dev.chipgraph.ingest.EndRecord;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.question.Exports;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The graph as a whole. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Exports")
public class ExportResource {

    private final Exports exports;
    private final ResponseContext reply;

    ExportResource(Exports exports, ResponseContext reply) {
        this.exports = exports;
        this.reply = reply;
    }

    @GET
    @Path("exports")
    @Produces({Format.OF_NDJSON, Format.OF_JSON})
    @Operation(
            operationId = "exportGraph",
            summary = "The whole graph",
            description =
                    "Returns every source, entity and relationship with its evidence, in the import format: loaded into an empty graph, it makes the same graph. As NDJSON it is one stream, whose last line is `{\"end\":{\"records\":N}}` with the number of lines before it: a stream without that line is not complete. With limit or cursor, or as JSON, it comes in pages, without that line. Facts of all times unless validAt is given; times of recording and earlier revisions stay behind.")
    public Listing<Map<String, Object>> export(
            @Valid @BeanParam PagingParameters paging, @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters, ValidAt.fromString(ValidAt.ALL));
        Listing<Map<String, Object>> page = reply.page(paging, pageRequest -> exports.records(pageRequest, context));
        return paging.isWhole() ? page.endingWith(EndRecord::of) : page;
    }
}
