package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** Writes lists as tables or line by line. */
abstract class TableWriters extends FormatWriter {

    TableWriters(Format format, StreamAborts aborts, UriInfo uri) {
        super(format, false, aborts, uri);
    }

    @Override
    boolean writes(Class<?> type) {
        return false;
    }

    /** One object a line. */
    @Provider
    @Produces(Format.OF_NDJSON)
    public static final class Ndjson extends TableWriters {

        private final ObjectMapper json;

        Ndjson(ObjectMapper json, UriInfo uri, StreamAborts aborts) {
            super(Format.NDJSON, aborts, uri);
            this.json = json;
        }

        @Override
        ItemWriter begin(Object list, Type generic, OutputStream out) {
            return new ItemWriter() {

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

    /** A list as a table. */
    @Provider
    @Produces(Format.OF_CSV)
    public static final class Csv extends TableWriters {

        private final ObjectMapper json;
        private final UriInfo uri;

        Csv(ObjectMapper json, UriInfo uri, StreamAborts aborts) {
            super(Format.CSV, aborts, uri);
            this.json = json;
            this.uri = uri;
        }

        @Override
        Optional<String> mediaType() {
            return Optional.of(Format.OF_CSV + ";charset=UTF-8;header=present");
        }

        @Override
        ItemWriter begin(Object list, Type generic, OutputStream out) throws IOException {
            List<Column> columns = ((Tabular<?>) list).tableColumns();
            return new CsvTable(
                    columns == null ? columns(generic) : columns, CsvDialect.of(uri.getQueryParameters()), json, out);
        }

        private static List<Column> columns(Type generic) {
            Type item = ((ParameterizedType) generic).getActualTypeArguments()[0];
            return TableColumns.of((Class<?>) item);
        }
    }
}
