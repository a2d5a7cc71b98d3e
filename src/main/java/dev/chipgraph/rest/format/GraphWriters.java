package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

/** Writes graphs, be they answers to traversals or lists of all records, in the formats of other tools. */
abstract class GraphWriters extends FormatWriter {

    final ObjectMapper json;
    final UriInfo uri;

    GraphWriters(Format format, boolean attached, ObjectMapper json, UriInfo uri, StreamAborts aborts) {
        super(format, attached, aborts, uri);
        this.json = json;
        this.uri = uri;
    }

    @Override
    boolean writes(Class<?> type) {
        return type == GraphAnswer.class || type == GraphAnswer.Items.class;
    }

    /** GraphML as Gephi, NetworkX and Cytoscape read it. */
    @Provider
    @Produces(Format.OF_GRAPHML)
    public static final class GraphMl extends GraphWriters {

        GraphMl(ObjectMapper json, UriInfo uri, StreamAborts aborts) {
            super(Format.GRAPHML, true, json, uri, aborts);
        }

        @Override
        ItemWriter begin(Object answer, Type generic, OutputStream out) throws IOException {
            return new GraphMlDocument(answer instanceof GraphExport graph ? graph : null, json, out);
        }
    }

    /** The elements JSON of Cytoscape.js. */
    @Provider
    @Produces(Format.OF_CYTOSCAPE)
    public static final class Cytoscape extends GraphWriters {

        Cytoscape(ObjectMapper json, UriInfo uri, StreamAborts aborts) {
            super(Format.CYTOSCAPE, false, json, uri, aborts);
        }

        @Override
        ItemWriter begin(Object answer, Type generic, OutputStream out) throws IOException {
            return new CytoscapeDocument(json, out);
        }
    }

    /** JSON-LD. */
    @Provider
    @Produces(Format.OF_JSONLD)
    public static final class JsonLd extends GraphWriters {

        JsonLd(ObjectMapper json, UriInfo uri, StreamAborts aborts) {
            super(Format.JSONLD, false, json, uri, aborts);
        }

        @Override
        boolean writes(Class<?> type) {
            return type == ObjectNode.class || super.writes(type);
        }

        @Override
        ItemWriter begin(Object answer, Type generic, OutputStream out) throws IOException {
            return new JsonLdDocument(answer instanceof ObjectNode, new LinkedData(json, uri.getBaseUri()), json, out);
        }
    }

    /** Turtle: the same triples as JSON-LD. */
    @Provider
    @Produces(Format.OF_TURTLE)
    public static final class Turtle extends GraphWriters {

        Turtle(ObjectMapper json, UriInfo uri, StreamAborts aborts) {
            super(Format.TURTLE, false, json, uri, aborts);
        }

        @Override
        boolean writes(Class<?> type) {
            return type == ObjectNode.class || super.writes(type);
        }

        @Override
        ItemWriter begin(Object answer, Type generic, OutputStream out) throws IOException {
            return new TurtleDocument(new LinkedData(json, uri.getBaseUri()), Map.of(), out);
        }
    }

    /** Nodes and edges as two tables. */
    @Provider
    @Produces(Format.OF_ZIP)
    public static final class Csv extends GraphWriters {

        Csv(ObjectMapper json, UriInfo uri, StreamAborts aborts) {
            super(Format.CSV, true, json, uri, aborts);
        }

        @Override
        Optional<String> mediaType() {
            return Optional.of(Format.OF_ZIP);
        }

        @Override
        String extension() {
            return "zip";
        }

        @Override
        boolean writes(Class<?> type) {
            return false;
        }

        @Override
        ItemWriter begin(Object answer, Type generic, OutputStream out) throws IOException {
            return new CsvArchive(CsvDialect.of(uri.getQueryParameters()), json, out);
        }
    }
}
