package dev.chipgraph.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of a list.
 *
 * @param items the items
 * @param page where it stands in the list
 * @param meta about the answer
 * @param <T> what the items are
 */
@Schema(description = "A page of a list.")
public record Listing<T>(List<T> items, Page page, Meta meta) {

    /**
     * Where a page stands.
     *
     * @param limit greatest number of items of a page
     * @param next cursor of the next page; null on the last one
     * @param total number of all items, when count=true asked for it
     */
    @Schema(description = "Where a page stands in its list.")
    public record Page(
            @Schema(description = "Greatest number of items of a page.")
            int limit,

            @Schema(description = "Cursor of the next page; null on the last one.", nullable = true)
            String next,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Number of all items, when count=true asked for it.")
            Long total) {}

    /**
     * About an answer.
     *
     * @param graphVersion version of the graph that it came from
     * @param language languages of the names in it
     * @param boundaries of a question about a place, the boundaries that it went by
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "About an answer.")
    public record Meta(
            @Schema(description = "Version of the graph; every change of the graph has a higher one.")
            long graphVersion,

            @Schema(description = "BCP 47 tags of the languages of the names.")
            String language,

            @Schema(
                    description =
                            "Of a question about a place: by the boundaries of which place and date it was answered.")
            Boundaries boundaries) {}

    /**
     * Boundaries that an answer went by.
     *
     * @param place id of the place
     * @param on the date, or all
     */
    @Schema(description = "Boundaries that an answer went by.")
    public record Boundaries(
            @Schema(description = "Id of the place.") String place,

            @Schema(description = "The date, ISO 8601, or all.")
            String on) {}
}
