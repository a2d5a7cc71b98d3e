package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
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
import org.jboss.logging.Logger;

/**
 * Lists as CSV and NDJSON. They are written page by page as the client reads them, so that memory does not grow with the
 * list. What fails on the way breaks the connection off: a client must not take a part for the whole.
 */
abstract class TableWriters implements MessageBodyWriter<Tabular<?>> {

    private static final Logger LOG = Logger.getLogger(TableWriters.class);

    private final CurrentVertxRequest request;

    TableWriters(CurrentVertxRequest request) {
        this.request = request;
    }

    abstract void write(Tabular<?> table, Type generic, MultivaluedMap<String, Object> headers, OutputStream out)
            throws IOException;

    @Override
    public void writeTo(
            Tabular<?> table,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        try {
            write(table, generic, headers, out);
        } catch (RuntimeException e) {
            HttpServerResponse response = request.getCurrent().response();
            if (!response.headWritten()) {
                throw e;
            }
            LOG.warnf("%s broken off: %s", request.getCurrent().request().path(), e.getMessage());
            response.reset();
        }
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return Tabular.class.isAssignableFrom(type);
    }

    /** One object a line. */
    @Provider
    @Produces(Format.OF_NDJSON)
    public static final class Ndjson extends TableWriters {

        private final ObjectMapper json;

        Ndjson(ObjectMapper json, CurrentVertxRequest request) {
            super(request);
            this.json = json;
        }

        @Override
        void write(Tabular<?> table, Type generic, MultivaluedMap<String, Object> headers, OutputStream out)
                throws IOException {
            for (var pages = table.pages(); pages.hasNext(); ) {
                for (Object item : pages.next()) {
                    out.write(json.writeValueAsBytes(item));
                    out.write('\n');
                }
                out.flush();
            }
        }
    }

    /** RFC 4180, with the byte order mark by which spreadsheets know UTF-8. */
    @Provider
    @Produces(Format.OF_CSV)
    public static final class Csv extends TableWriters {

        private static final char BYTE_ORDER_MARK = '\uFEFF';

        private final ObjectMapper json;
        private final UriInfo uri;

        Csv(ObjectMapper json, UriInfo uri, CurrentVertxRequest request) {
            super(request);
            this.json = json;
            this.uri = uri;
        }

        @Override
        void write(Tabular<?> table, Type generic, MultivaluedMap<String, Object> headers, OutputStream out)
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
            for (var pages = table.pages(); pages.hasNext(); ) {
                for (Object item : pages.next()) {
                    JsonNode tree = json.valueToTree(item);
                    csv.writeRecord(columns.stream()
                            .map(column -> TableColumns.cell(tree, column))
                            .toList());
                }
                csv.flush();
            }
            csv.flush();
        }

        private static List<String> columns(Type generic) {
            Type item = ((ParameterizedType) generic).getActualTypeArguments()[0];
            return TableColumns.of((Class<?>) item);
        }
    }
}
