package dev.chipgraph.rest.request;

import dev.chipgraph.query.core.PageRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Parameters that every list has. */
public class PagingParameters {

    private static final int DEFAULT = 25;
    public static final int MOST = 500;
    public static final String LIMITS = "must be from 1 to 500";

    @QueryParam("limit")
    @Min(value = 1, message = LIMITS)
    @Max(value = MOST, message = LIMITS)
    @Parameter(
            description = "Maximum number of items to return. Without it, CSV and NDJSON contain the whole list.",
            schema =
                    @Schema(type = SchemaType.INTEGER, defaultValue = "" + DEFAULT, minimum = "1", maximum = "" + MOST))
    public Integer limit;

    @QueryParam("cursor")
    @Parameter(description = "Start of the page: page.next of the page before. Omit it for the first page.")
    public String cursor;

    @QueryParam("count")
    @DefaultValue("false")
    @Parameter(description = "Whether to count all items, in page.total.")
    public boolean count;

    /** Where the parameters were sent: query or body. */
    public String in = "query";

    public int limit() {
        return limit == null ? DEFAULT : limit;
    }

    /** Whether a streamed format holds the list from its first item to its last. */
    public boolean isWhole() {
        return limit == null && cursor == null;
    }

    /** The part of the list that is asked for. */
    PageRequest pageRequest(String list) {
        if (cursor == null) {
            return new PageRequest(limit(), null, "", count);
        }
        Cursor read = Cursor.read(cursor, list, in);
        return new PageRequest(limit(), read.key(), read.id(), count);
    }
}
