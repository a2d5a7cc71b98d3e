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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Export of the whole graph. */
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
    @Operation(operationId = "exportGraph")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_NDJSON),
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "ImportRecordList"))
            })
    public Listing<Map<String, Object>> export(
            @Valid @BeanParam PagingParameters paging, @BeanParam ContextParameters parameters) {
        QueryContext context = reply.context(parameters, ValidAt.fromString(ValidAt.ALL));
        Listing<Map<String, Object>> page = reply.page(paging, pageRequest -> exports.records(pageRequest, context));
        return paging.isWhole() ? page.endingWith(EndRecord::of) : page;
    }
}
