package dev.chipgraph.rest.format;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of answers: the values of {@code ?format=} and their media types. */
public enum Format implements WireName {
    JSON("json", Format.OF_JSON),
    CSV("csv", Format.OF_CSV, Format.OF_ZIP),
    NDJSON("ndjson", Format.OF_NDJSON),
    GRAPHML("graphml", Format.OF_GRAPHML),
    CYTOSCAPE("json", Format.OF_CYTOSCAPE),
    JSONLD("jsonld", Format.OF_JSONLD),
    TURTLE("ttl", Format.OF_TURTLE);

    /** RFC 8259. */
    public static final String OF_JSON = MediaType.APPLICATION_JSON;
    /** RFC 4180. */
    public static final String OF_CSV = "text/csv";
    /** Several tables, each as CSV, where one cannot hold the answer. */
    public static final String OF_ZIP = "application/zip";
    /** One JSON value a line. */
    public static final String OF_NDJSON = "application/x-ndjson";
    /** GraphML 1.0, http://graphml.graphdrawing.org. */
    public static final String OF_GRAPHML = "application/graphml+xml";
    /** The elements JSON of Cytoscape.js. */
    public static final String OF_CYTOSCAPE = "application/vnd.cytoscape+json";
    /** W3C JSON-LD 1.1. */
    public static final String OF_JSONLD = "application/ld+json";
    /** W3C RDF 1.1 Turtle. */
    public static final String OF_TURTLE = "text/turtle";

    private final String extension;
    private final List<String> mediaTypes;

    Format(String extension, String... mediaTypes) {
        this.extension = extension;
        this.mediaTypes = List.of(mediaTypes);
    }

    public static Format fromString(String wire) {
        return WireName.read(Format.class, wire);
    }

    /** The format of a media type. */
    public static Optional<Format> of(MediaType type) {
        return Arrays.stream(values())
                .filter(format -> format.mediaTypes.stream()
                        .anyMatch(mediaType -> MediaType.valueOf(mediaType).isCompatible(type)))
                .findFirst();
    }

    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The header {@code Accept} for which the parameter stands: the media types, best first. */
    public String accept() {
        return mediaTypes.size() == 1
                ? mediaTypes.getFirst()
                : String.join(", ", mediaTypes.getFirst(), mediaTypes.getLast() + ";q=0.9");
    }

    /** What the names of files in this format end with. */
    String extension() {
        return extension;
    }

    /** Whether a list is streamed as a whole in this format, unless the request has a limit. */
    public boolean isStreamed() {
        return this != JSON;
    }
}
