package dev.chipgraph.rest.write;

import dev.chipgraph.graph.RequestClock;
import dev.chipgraph.ingest.ImportJob;
import dev.chipgraph.ingest.ImportJob.Mode;
import dev.chipgraph.ingest.Imports;
import dev.chipgraph.ingest.Imports.Mistake;
import dev.chipgraph.ingest.Imports.Order;
import dev.chipgraph.ingest.Imports.Upload;
import dev.chipgraph.ingest.mapping.Mapping;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.query.lookup.References;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.format.StreamAborts;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Bulk loading. */
@Path("/v1/imports")
@RunOnVirtualThread
@Tag(name = "Imports")
public class ImportResource {

    private static final String ADMIN = "admin";
    private static final String BODY = "body";
    private static final Pattern TABLE = Pattern.compile("(?i)\\.(csv|tsv|tab)(\\.gz)?$");
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Imports imports;
    private final RequestClock clock;
    private final ResponseContext reply;
    private final StreamAborts aborts;

    ImportResource(Imports imports, RequestClock clock, ResponseContext reply, StreamAborts aborts) {
        this.imports = imports;
        this.clock = clock;
        this.reply = reply;
        this.aborts = aborts;
    }

    /** How an import is wanted. */
    public static class ImportParameters {

        @QueryParam("name")
        @Parameter(description = "What it is to be called. Default: the names of its files.")
        String name;

        @QueryParam("mode")
        @Parameter(
                description =
                        "strict: one bad row, and nothing is loaded. lenient: good rows are loaded, bad ones listed. Default: strict.")
        Mode mode;

        @QueryParam("dryRun")
        @Parameter(description = "Whether it is only checked. Default: false.")
        boolean dryRun;

        @QueryParam("prune")
        @Parameter(
                description =
                        "Whether what the source supported once, and the files no longer say, is withdrawn; with strict only, and only of the source that `source` names. Default: false.")
        boolean prune;

        @QueryParam("source")
        @Parameter(description = "Id of the source to prune.")
        String source;

        @QueryParam("mapping")
        @Parameter(
                description =
                        "Name of a bundled mapping, for CSV files. Default: none, for files in the import format.")
        String mapping;

        private Order order(String given, List<String> files, SecurityContext security) {
            if (mapping != null && given != null) {
                throw new InvalidInput(BODY, "mapping", "may be given once, by name or as a text");
            }
            String named = given == null ? mapping : given;
            if (named == null
                    && files.stream().anyMatch(file -> TABLE.matcher(file).find())) {
                throw new InvalidInput(
                        given == null ? "query" : BODY,
                        "mapping",
                        "is needed for tables: the name of one of %s, or its text as a part of a multipart body"
                                .formatted(String.join(", ", Mapping.bundled())));
            }
            Mapping read = named == null ? null : Mapping.of(named);
            if (prune != (source != null)) {
                throw new InvalidInput("query", "source", "must be given with prune=true, and only then");
            }
            if (prune && mode == Mode.LENIENT) {
                throw new InvalidInput(
                        "query", "mode", "must be strict with prune=true: what a bad row says would be withdrawn");
            }
            String by = security.getUserPrincipal() == null
                    ? "anonymous"
                    : security.getUserPrincipal().getName();
            return new Order(
                    name,
                    mode == null ? Mode.STRICT : mode,
                    dryRun,
                    prune,
                    source,
                    read == null ? null : read.name(),
                    read == null ? null : read.text(),
                    by);
        }
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "startImport",
            summary = "Load files",
            description =
                    "Loads files of records: NDJSON in the import format, or tables by a mapping; each may be packed by gzip. What is answered with 202 is kept and will be worked on, also after a crash. All rows are checked before anything is written. Up to 5000 records are loaded in one transaction, more in batches of as many. Loading the same files again changes nothing, loading newer ones supersedes what changed. The files can also be the body itself: `curl -T records.ndjson.gz -X POST ...`, or `curl -T records.ndjson.gz .../v1/imports/`.")
    @APIResponse(
            responseCode = "202",
            description = "The import, which is kept and will be worked on.",
            content = @Content(schema = @Schema(implementation = ImportJob.class)))
    public Response start(
            @BeanParam ImportParameters wishes,
            @RestForm("file") List<FileUpload> files,
            @RestForm("mapping") String mapping,
            @Context SecurityContext security)
            throws IOException {
        if (files == null || files.isEmpty()) {
            throw new InvalidInput(BODY, "file", "is required: a file, or several");
        }
        var uploads = new ArrayList<Upload>();
        try {
            for (FileUpload file : files) {
                uploads.add(new Upload(
                        file.fileName() == null || file.fileName().isBlank() ? "file" : file.fileName(),
                        Files.newInputStream(file.uploadedFile())));
            }
            return taken(imports.take(
                    wishes.order(mapping, uploads.stream().map(Upload::name).toList(), security), uploads));
        } finally {
            for (Upload upload : uploads) {
                upload.bytes().close();
            }
        }
    }

    @POST
    @Consumes({Format.OF_NDJSON, Format.OF_CSV, MediaType.APPLICATION_OCTET_STREAM, "application/gzip"})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    @Operation(hidden = true)
    public Response startWithBody(
            @BeanParam ImportParameters wishes, InputStream body, @Context SecurityContext security)
            throws IOException {
        return startNamed(wishes.name == null ? "body" : wishes.name, wishes, body, security);
    }

    @PUT
    @Path("{file}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    @Operation(hidden = true)
    public Response startNamed(
            @PathParam("file") String file,
            @BeanParam ImportParameters wishes,
            InputStream body,
            @Context SecurityContext security)
            throws IOException {
        return taken(imports.take(wishes.order(null, List.of(file), security), List.of(new Upload(file, body))));
    }

    private static Response taken(ImportJob job) {
        return Response.accepted(job)
                .location(URI.create("/v1/imports/" + job.id()))
                .build();
    }

    @GET
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @RolesAllowed(ADMIN)
    @Operation(operationId = "listImports", summary = "Imports", description = "Lists all imports, newest first.")
    public Listing<ImportJob> list(@Valid @BeanParam PagingParameters paging) {
        return reply.page(paging, imports::list);
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "getImport",
            summary = "One import",
            description =
                    "Tells how far an import is: rows read, accepted and rejected, rate and time left, and what it changed.")
    public ImportJob get(@PathParam("id") @Parameter(description = "Id of the import.", example = "import") String id) {
        return existing(id);
    }

    @GET
    @Path("{id}/rejections")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "listRejections",
            summary = "Rejected rows",
            description =
                    "Lists what was wrong with rows of an import: file, line, field and reason; the first 10000 mistakes.")
    public Listing<Mistake> rejections(
            @PathParam("id") @Parameter(description = "Id of the import.", example = "import") String id,
            @Valid @BeanParam PagingParameters paging) {
        existing(id);
        return reply.page(paging, pageRequest -> imports.rejections(id, pageRequest));
    }

    @DELETE
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "cancelImport",
            summary = "Cancel an import",
            description =
                    "Ends an import after the batch that is being loaded. What was loaded stays; the change feed lists it by the id of the import.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportJob.class)))
    public ImportJob cancel(
            @PathParam("id") @Parameter(description = "Id of the import.", example = "import") String id) {
        return imports.cancel(id).orElseThrow(() -> References.Unknown.importOf(id));
    }

    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(ADMIN)
    @Operation(hidden = true)
    public void events(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        try {
            follow(id, sink, sse);
        } catch (RuntimeException e) {
            if (!sink.isClosed() && !aborts.abort(e, "events", "while it followed the import")) {
                throw e;
            }
        }
    }

    private void follow(String id, SseEventSink sink, Sse sse) throws InterruptedException {
        ImportJob last = null;
        while (!sink.isClosed()) {
            clock.stop();
            ImportJob job = existing(id);
            if (!job.equals(last)) {
                OutboundSseEvent event = sse.newEventBuilder()
                        .name(job.state().isEnd() ? "end" : "progress")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(ImportJob.class, job)
                        .build();
                sink.send(event).toCompletableFuture().join();
                last = job;
            }
            if (job.state().isEnd()) {
                sink.close();
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private ImportJob existing(String id) {
        return imports.get(id).orElseThrow(() -> References.Unknown.importOf(id));
    }
}
