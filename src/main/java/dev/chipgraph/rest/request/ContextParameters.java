package dev.chipgraph.rest.request;

import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Parameters of every question. */
public class ContextParameters {

    @QueryParam("validAt")
    @Parameter(
            description =
                    "Keeps what holds on this date: 2025, 2025-09 or 2025-09-20, both bounds of a fact included; a partial date asks for what holds at some time in it, all for what ever held. Default: today.",
            schema = @Schema(type = SchemaType.STRING))
    public ValidAt validAt;

    @QueryParam("knownAt")
    @Parameter(
            description =
                    "Keeps what the graph knew at this instant: 2026-01-31T12:00:00Z, or a date, which stands for the end of that day (UTC). Entities are shown as they were recorded then. Default: now.",
            schema = @Schema(type = SchemaType.STRING))
    public KnownAt knownAt;

    @QueryParam("include")
    @Parameter(description = "Adds to the answer: evidence.")
    public List<Include> include;

    QueryContext with(Languages languages, ValidAt otherwise) {
        return new QueryContext(
                validAt == null ? otherwise : validAt,
                knownAt == null ? KnownAt.NOW : knownAt,
                include != null && include.contains(Include.EVIDENCE),
                languages);
    }
}
