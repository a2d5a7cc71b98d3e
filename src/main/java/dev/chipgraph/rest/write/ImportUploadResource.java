package dev.chipgraph.rest.write;

import dev.chipgraph.ingest.ImportJob;
import dev.chipgraph.ingest.Imports;
import dev.chipgraph.ingest.Imports.Upload;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.rest.format.Format;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Receives the files of an import: as the parts of a form, or one as the body. */
@Path("/v1/imports")
@RunOnVirtualThread
@RolesAllowed("admin")
@Tag(name = "Imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportUploadResource {

    private final Imports imports;
    private final WriteRequest request;

    ImportUploadResource(Imports imports, WriteRequest request) {
        this.imports = imports;
        this.request = request;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(operationId = "startImport")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportJob.class)))
    public RestResponse<ImportJob> start(
            @BeanParam ImportParameters parameters,
            @RestForm("file") List<FileUpload> files,
            @RestForm("mapping") String mapping)
            throws IOException {
        if (files == null || files.isEmpty()) {
            throw new InvalidInput("body", "file", "is required: one file or several");
        }
        var uploads = new ArrayList<Upload>();
        try {
            for (FileUpload file : files) {
                uploads.add(new Upload(
                        file.fileName() == null || file.fileName().isBlank() ? "file" : file.fileName(),
                        Files.newInputStream(file.uploadedFile())));
            }
            return accepted(parameters, mapping, uploads);
        } finally {
            for (Upload upload : uploads) {
                upload.bytes().close();
            }
        }
    }

    @POST
    @Consumes({
        Format.OF_NDJSON,
        Format.OF_CSV,
        MediaType.APPLICATION_OCTET_STREAM,
        "application/gzip",
        "application/zip",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    })
    @Operation(hidden = true)
    public RestResponse<ImportJob> startWithBody(@BeanParam ImportParameters parameters, InputStream body)
            throws IOException {
        return startNamed(parameters.name == null ? "body" : parameters.name, parameters, body);
    }

    @PUT
    @Path("{file}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public RestResponse<ImportJob> startNamed(
            @PathParam("file") String file, @BeanParam ImportParameters parameters, InputStream body)
            throws IOException {
        return accepted(parameters, null, List.of(new Upload(file, body)));
    }

    private RestResponse<ImportJob> accepted(ImportParameters parameters, String mapping, List<Upload> uploads)
            throws IOException {
        var files = uploads.stream().map(Upload::name).toList();
        ImportJob job = imports.take(parameters.order(mapping, files, request.principal()), uploads);
        return RestResponse.ResponseBuilder.accepted(job)
                .location(URI.create("/v1/imports/" + job.id()))
                .build();
    }
}
