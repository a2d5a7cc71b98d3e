package dev.chipgraph.rest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.chipgraph.rest.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes lists as CSV and NDJSON, page by page as the client reads them, so that memory does not grow with the list. They
 * end the response themselves: what ends it for a {@link MessageBodyWriter} would also end a list that has failed.
 */
abstract class TableWriters implements ServerMessageBodyWriter<Tabular<?>> {

    private final StreamAborts aborts;
    private final String format;

    TableWriters(StreamAborts aborts, Format format) {
        this.aborts = aborts;
        this.format = format.wire();
    }

    /** Writes the items of a list, one after the other. */
    interface Rows {

        void write(Object item) throws IOException;

        void flush() throws IOException;
    }

    abstract Rows rows(Tabular<?> table, Type generic, MultivaluedMap<String, Object> headers, OutputStream out)
            throws IOException;

    @Override
    public void writeResponse(Tabular<?> table, Type generic, ServerRequestContext context) throws IOException {
        long records = 0;
        var request = (ResteasyReactiveRequestContext) context;
        var headers = request.getResponse().get().getHeaders();
        try {
            // Not that of the context, which the framework closes, so that it would end a failed response as well.
            OutputStream out = context.serverResponse().createResponseOutputStream();
            Rows rows = rows(table, generic, headers, out);
            boolean head = HeadRequests.isHead(request.unwrap(RoutingContext.class));
            var pages = table.pages();
            do {
                for (Object item : pages.next()) {
                    rows.write(item);
                    records++;
                }
                rows.flush();
            } while (!head && pages.hasNext());
            out.close();
        } catch (Throwable e) {
            if (aborts.abort(e, format, "after %d records".formatted(records))) {
                return;
            }
            // The problem document that follows has a writer, a type and headers of its own.
            request.setEntityWriter(null);
            request.setResponseContentType(MediaType.valueOf(Problem.MEDIA_TYPE));
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.ETAG)
                    .forEach(headers::remove);
            if (e instanceof JsonProcessingException || e instanceof IllegalArgumentException) {
                // The JSON of the client is not what is wrong, as its mapper would say.
                throw new IllegalStateException("An item cannot be written as " + format, e);
            }
            throw e;
        }
    }

    /** Called only when a writer interceptor is registered, and then the framework ends the response. */
    @Override
    public void writeTo(
            Tabular<?> table,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("Lists cannot be streamed through writer interceptors");
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return Tabular.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return Tabular.class.isAssignableFrom(type);
    }

    /** One object a line. */
    @Provider
    @Produces(Format.OF_NDJSON)
    public static final class Ndjson extends TableWriters {

        private final ObjectMapper json;

        Ndjson(ObjectMapper json, StreamAborts aborts) {
            super(aborts, Format.NDJSON);
            this.json = json;
        }

        @Override
        Rows rows(Tabular<?> table, Type generic, MultivaluedMap<String, Object> headers, OutputStream out) {
            return new Rows() {

                @Override
                public void write(Object item) throws IOException {
                    out.write(json.writeValueAsBytes(item));
                    out.write('\n');
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }
            };
        }
    }

    /** RFC 4180, with the byte order mark by which spreadsheets recognise UTF-8. */
    @Provider
    @Produces(Format.OF_CSV)
    public static final class Csv extends TableWriters {

        private static final char BYTE_ORDER_MARK = '\uFEFF';

        private final ObjectMapper json;
        private final UriInfo uri;

        Csv(ObjectMapper json, UriInfo uri, StreamAborts aborts) {
            super(aborts, Format.CSV);
            this.json = json;
            this.uri = uri;
        }

        @Override
        Rows rows(Tabular<?> table, Type generic, MultivaluedMap<String, Object> headers, OutputStream out)
                throws IOException {
            headers.putSingle(HttpHeaders.CONTENT_TYPE, Format.OF_CSV + ";charset=UTF-8;header=present");
            headers.putSingle(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"%s.csv\"".formatted(uri.getPath().replaceFirst(".*/", "")));
            List<String> columns = table.tableColumns() == null ? columns(generic) : table.tableColumns();
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write(BYTE_ORDER_MARK);
            CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .autoFlush(false)
                    .build(text);
            csv.writeRecord(columns);
            return new Rows() {

                @Override
                public void write(Object item) {
                    JsonNode tree = json.valueToTree(item);
                    csv.writeRecord(columns.stream()
                            .map(column -> TableColumns.cell(tree, column))
                            .toList());
                }

                @Override
                public void flush() throws IOException {
                    csv.flush();
                }
            };
        }

        private static List<String> columns(Type generic) {
            Type item = ((ParameterizedType) generic).getActualTypeArguments()[0];
            return TableColumns.of((Class<?>) item);
        }
    }
}
