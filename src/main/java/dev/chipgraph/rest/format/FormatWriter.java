package dev.chipgraph.rest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.chipgraph.rest.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes answers in one format. Lists are written page by page as the client reads them. Other answers are kept until they
 * are complete, so that a failure can still become a problem document.
 *
 * <p>The response is ended here: what ends it for a {@link MessageBodyWriter} would also end a list that has failed.
 */
abstract class FormatWriter implements ServerMessageBodyWriter<Object> {

    /** More than any document has before its first item. */
    private static final int BUFFER = 1 << 16;

    private final Format format;
    private final boolean attached;
    private final StreamAborts aborts;
    private final UriInfo uri;

    /**
     * @param attached whether browsers save all answers as a file, and not only lists
     */
    FormatWriter(Format format, boolean attached, StreamAborts aborts, UriInfo uri) {
        this.format = format;
        this.attached = attached;
        this.aborts = aborts;
        this.uri = uri;
    }

    /** Whether answers of this class other than lists can be written. */
    abstract boolean writes(Class<?> type);

    /** Begins a document. */
    abstract ItemWriter begin(Object answer, Type generic, OutputStream out) throws IOException;

    @Override
    public void writeResponse(Object answer, Type generic, ServerRequestContext context) throws IOException {
        var request = (ResteasyReactiveRequestContext) context;
        var headers = request.getResponse().get().getHeaders();
        var progress = new Progress();
        try {
            if (attached || answer instanceof Tabular<?>) {
                headers.putSingle(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\"".formatted(uri.getPath().replaceFirst(".*/", ""), extension()));
            }
            mediaType().ifPresent(type -> headers.putSingle(HttpHeaders.CONTENT_TYPE, type));
            if (answer instanceof Tabular<?> list) {
                stream(list, generic, request, progress);
            } else {
                var document = new ByteArrayOutputStream();
                write(answer, generic, document);
                // With its length, which the answer to a HEAD would lack otherwise.
                headers.putSingle(HttpHeaders.CONTENT_LENGTH, document.size());
                context.serverResponse().end(document.toByteArray());
            }
        } catch (Throwable e) {
            if (aborts.abort(e, format.wire(), "after %d records".formatted(progress.records))) {
                return;
            }
            // The problem document that follows has a writer, a type and headers of its own.
            request.setEntityWriter(null);
            request.setResponseContentType(MediaType.valueOf(Problem.MEDIA_TYPE));
            List.of(
                            HttpHeaders.CONTENT_TYPE,
                            HttpHeaders.CONTENT_DISPOSITION,
                            HttpHeaders.CONTENT_LENGTH,
                            HttpHeaders.ETAG)
                    .forEach(headers::remove);
            if (e instanceof JsonProcessingException || e instanceof IllegalArgumentException) {
                // The JSON of the client is not what is wrong, as its mapper would say.
                throw new IllegalStateException("An item cannot be written as " + format.wire(), e);
            }
            throw e;
        }
    }

    /** What the name of the file ends with. */
    String extension() {
        return format.extension();
    }

    /** The media type as the header states it, where that is not as the client accepts it. */
    Optional<String> mediaType() {
        return Optional.empty();
    }

    private static final class Progress {
        private long records;
    }

    private void stream(Tabular<?> list, Type generic, ResteasyReactiveRequestContext request, Progress progress)
            throws IOException {
        // Not that of the context, which the framework closes, so that it would end a failed response as well.
        OutputStream out = request.serverResponse().createResponseOutputStream();
        ItemWriter writer = begin(list, generic, new BufferedOutputStream(out, BUFFER));
        boolean head = HeadRequests.isHead(request.unwrap(RoutingContext.class));
        var pages = list.pages();
        do {
            for (Object item : pages.next()) {
                writer.write(item);
                progress.records++;
            }
            writer.flush();
        } while (!head && pages.hasNext());
        writer.end();
        writer.flush();
        out.close();
    }

    private void write(Object answer, Type generic, OutputStream out) throws IOException {
        Object whole =
                switch (answer) {
                    case GraphAnswer graph -> GraphExport.of(graph);
                    case GraphAnswer.Items<?> paths -> GraphExport.of(paths);
                    default -> answer;
                };
        ItemWriter writer = begin(whole, generic, out);
        for (Object item : whole instanceof GraphExport graph ? graph.items() : List.of(whole)) {
            writer.write(item);
        }
        writer.end();
        writer.flush();
    }

    /** Called only when a writer interceptor is registered, and then the framework ends the response. */
    @Override
    public void writeTo(
            Object answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("Answers cannot be streamed through writer interceptors");
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return Tabular.class.isAssignableFrom(type) || writes(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return Tabular.class.isAssignableFrom(type) || writes(type);
    }
}
