package dev.chipgraph.rest.read;

import dev.chipgraph.ingest.EndRecord;
import dev.chipgraph.model.GraphRecord;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
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
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    private static final ValidAt ALL = ValidAt.fromString(ValidAt.ALL);

    private static final List<MediaType> IMPORTED =
            List.of(MediaType.valueOf(Format.OF_NDJSON), MediaType.valueOf(Format.OF_JSON));
    private static final List<MediaType> FORMATS = Stream.concat(
                    IMPORTED.stream(),
                    Stream.of(Format.OF_GRAPHML, Format.OF_JSONLD, Format.OF_TURTLE, Format.OF_ZIP)
                            .map(MediaType::valueOf))
            .toList();

    private final Exports exports;
    private final ResponseContext reply;

    ExportResource(Exports exports, ResponseContext reply) {
        this.exports = exports;
        this.reply = reply;
    }

    @GET
    @Path("exports")
    @Produces({Format.OF_NDJSON, Format.OF_JSON, Format.OF_GRAPHML, Format.OF_JSONLD, Format.OF_TURTLE, Format.OF_ZIP})
    @Operation(operationId = "exportGraph")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_NDJSON),
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "ImportRecordList")),
                @Content(mediaType = Format.OF_GRAPHML),
                @Content(mediaType = Format.OF_JSONLD),
                @Content(mediaType = Format.OF_TURTLE),
                @Content(mediaType = Format.OF_ZIP)
            })
    public Response export(
            @Valid @BeanParam PagingParameters paging, @BeanParam ContextParameters parameters, HttpHeaders headers) {
        MediaType type = headers.getAcceptableMediaTypes().stream()
                .flatMap(accepted -> FORMATS.stream().filter(accepted::isCompatible))
                .findFirst()
                .orElseThrow(NotAcceptableException::new);
        QueryContext context = reply.context(parameters, ALL);
        return Response.ok(IMPORTED.contains(type) ? forImport(paging, context) : forTools(paging, context), type)
                .build();
    }

    private Listing<Map<String, Object>> forImport(PagingParameters paging, QueryContext context) {
        QueryContext complete = context.withEvidence().withMainNames();
        Listing<Map<String, Object>> page = reply.page(
                paging,
                pageRequest -> exports.records(false, pageRequest, complete).map(ImportFormat::line));
        return paging.isWhole() ? page.endingWith(EndRecord::of) : page;
    }

    /** In the formats of other tools, in which a page of the graph is no graph. */
    private Listing<GraphRecord> forTools(PagingParameters paging, QueryContext context) {
        if (!paging.isWhole()) {
            throw new InvalidInput(
                    "query",
                    paging.limit == null ? "cursor" : "limit",
                    "is for format=ndjson and format=json only; the other formats hold the whole graph");
        }
        return reply.page(paging, pageRequest -> exports.records(true, pageRequest, context));
    }
}
