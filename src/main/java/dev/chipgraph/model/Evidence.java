package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about an entity or a relationship.
 *
 * @param id its stable public id
 * @param source the source
 * @param locator where in the source: paragraph, page or character range, such as {@code p3}
 * @param quote words of the source that the supplier of the data chose to include
 * @param statement one sentence that says what the source says
 * @param claims the values that this source states, by property
 * @param confidence how far it is trusted, 0 to 1
 * @param extractor who or what drew it from the source, {@code curated} for hand-made data
 * @param recordedAt when this graph learned of it, be it about another entity that was merged
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Evidence(
        String id,
        SourceRef source,
        @Nullable String locator,
        @Nullable String quote,
        @Nullable String statement,
        @Schema(ref = "Claims") Map<String, Object> claims,
        double confidence,
        String extractor,
        Instant recordedAt) {

    /** The confidence of evidence that states none. */
    public static final double FULL_CONFIDENCE = 1.0;

    /** The extractor of evidence that states none. */
    public static final String CURATED = "curated";

    /** A copy with another source. */
    public Evidence from(String sourceId) {
        return new Evidence(
                id,
                sourceId.equals(source.id()) ? source : SourceRef.ofId(sourceId),
                locator,
                quote,
                statement,
                claims,
                confidence,
                extractor,
                recordedAt);
    }

    /** A copy with more claims; its own take precedence. */
    public Evidence claiming(Map<String, Object> more) {
        var all = new LinkedHashMap<>(more);
        all.putAll(claims);
        return withClaims(all);
    }

    /** A copy with other claims. */
    public Evidence withClaims(Map<String, Object> others) {
        return new Evidence(id, source, locator, quote, statement, others, confidence, extractor, recordedAt);
    }

    /**
     * A source in short.
     *
     * @param id id of the source
     * @param name title
     * @param type what sort of source
     * @param publisher who published it
     * @param publishedOn when
     * @param language BCP 47 tag
     * @param url where it can be read
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record SourceRef(
            String id,
            String name,
            @Nullable String type,
            @Nullable String publisher,
            @Nullable String publishedOn,
            @Nullable String language,
            @Nullable String url) {

        public static SourceRef ofId(String id) {
            return new SourceRef(id, null, null, null, null, null, null);
        }
    }
}
