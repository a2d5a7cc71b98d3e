package dev.chipgraph.rest.format;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of answers: the values of {@code ?format=} and their media types. */
public enum Format implements WireName {
    JSON(Format.OF_JSON, false),
    CSV(Format.OF_CSV, true),
    NDJSON(Format.OF_NDJSON, true),
    GRAPHML(Format.OF_GRAPHML, false),
    CYTOSCAPE(Format.OF_CYTOSCAPE, false),
    JSONLD(Format.OF_JSONLD, false);

    /** RFC 8259. */
    public static final String OF_JSON = MediaType.APPLICATION_JSON;
    /** RFC 4180. */
    public static final String OF_CSV = "text/csv";
    /** One JSON value a line. */
    public static final String OF_NDJSON = "application/x-ndjson";
    /** GraphML 1.0, http://graphml.graphdrawing.org. */
    public static final String OF_GRAPHML = "application/graphml+xml";
    /** The elements JSON of Cytoscape.js. */
    public static final String OF_CYTOSCAPE = "application/vnd.cytoscape+json";
    /** W3C JSON-LD 1.1. */
    public static final String OF_JSONLD = "application/ld+json";

    private final String mediaType;
    private final boolean streamed;

    Format(String mediaType, boolean streamed) {
        this.mediaType = mediaType;
        this.streamed = streamed;
    }

    public static Format fromString(String wire) {
        return WireName.read(Format.class, wire);
    }

    /** The format of a media type. */
    public static Optional<Format> of(MediaType type) {
        return Arrays.stream(values())
                .filter(format -> MediaType.valueOf(format.mediaType).isCompatible(type))
                .findFirst();
    }

    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether a list is streamed as a whole in this format, unless the request has a limit. */
    public boolean isStreamed() {
        return streamed;
    }
}
