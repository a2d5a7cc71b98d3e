package dev.chipgraph.rest.write;

import static dev.chipgraph.rest.problem.ProblemType.UNKNOWN_REFERENCE;

import dev.chipgraph.ingest.ImportDuplicate;
import dev.chipgraph.ingest.ImportJob;
import dev.chipgraph.ingest.Imports;
import dev.chipgraph.ingest.Imports.Mistake;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Imports: their progress, their rejected rows, and cancelling them. */
@Path("/v1/imports")
@RunOnVirtualThread
@RolesAllowed("admin")
@Tag(name = "Imports")
public class ImportResource {

    private static final String ID = "Id of the import.";

    private final Imports imports;
    private final ResponseContext reply;

    ImportResource(Imports imports, ResponseContext reply) {
        this.imports = imports;
        this.reply = reply;
    }

    @GET
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Operation(operationId = "listImports")
    public Listing<ImportJob> list(@Valid @BeanParam PagingParameters paging) {
        return reply.page(paging, imports::list);
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Answers(UNKNOWN_REFERENCE)
    @Operation(operationId = "getImport")
    public ImportJob get(@PathParam("id") @Parameter(description = ID, example = "import") String id) {
        return imports.get(id).orElseThrow(() -> References.Unknown.importOf(id));
    }

    @GET
    @Path("{id}/rejections")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Answers(UNKNOWN_REFERENCE)
    @Operation(operationId = "listRejections")
    public Listing<Mistake> rejections(
            @PathParam("id") @Parameter(description = ID, example = "import") String id,
            @Valid @BeanParam PagingParameters paging) {
        ImportJob job = get(id);
        return reply.page(paging, pageRequest -> imports.rejections(job.id(), pageRequest));
    }

    @GET
    @Path("{id}/duplicates")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Answers(UNKNOWN_REFERENCE)
    @Operation(operationId = "listImportDuplicates")
    public Listing<ImportDuplicate> duplicates(
            @PathParam("id") @Parameter(description = ID, example = "import") String id,
            @Valid @BeanParam PagingParameters paging) {
        ImportJob job = get(id);
        return reply.page(paging, pageRequest -> imports.duplicates(job.id(), pageRequest));
    }

    @DELETE
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Answers(UNKNOWN_REFERENCE)
    @Operation(operationId = "cancelImport")
    public ImportJob cancel(@PathParam("id") @Parameter(description = ID, example = "import") String id) {
        return imports.cancel(id).orElseThrow(() -> References.Unknown.importOf(id));
    }
}
