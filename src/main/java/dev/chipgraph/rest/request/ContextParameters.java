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

/** Parameters that every query has: the dates it asks for, the languages, and whether evidence is included. */
public class ContextParameters {

    @QueryParam("validAt")
    @Parameter(
            description =
                    "Keeps facts that hold on this date: 2025, 2025-09 or 2025-09-20. Both bounds of a fact are included. A partial date keeps facts that hold at some time in it; all keeps facts of all times. Default: today.",
            schema = @Schema(type = SchemaType.STRING))
    public ValidAt validAt;

    @QueryParam("knownAt")
    @Parameter(
            description =
                    "Keeps facts that the graph had recorded by this instant: 2026-01-31T12:00:00Z, or a date, which means the end of that day (UTC). Entities are shown as they were recorded then. Default: now.",
            schema = @Schema(type = SchemaType.STRING))
    public KnownAt knownAt;

    @QueryParam("lang")
    @Parameter(
            description =
                    "Languages of names, labels and sentences, best first, such as vi or ko,en;q=0.5. Default: those of Accept-Language.")
    public String lang;

    @QueryParam("include")
    @Parameter(
            description =
                    "Adds details to the answer. Allowed: evidence; for a single entity also claims, every value that a source claims of it.")
    public List<Include> include;

    /** Whether the claims of the entity are included. */
    public boolean hasClaims() {
        return include != null && include.contains(Include.CLAIMS);
    }

    QueryContext with(Languages languages, ValidAt defaultDate) {
        return new QueryContext(
                validAt == null ? defaultDate : validAt,
                knownAt == null ? KnownAt.NOW : knownAt,
                include != null && include.contains(Include.EVIDENCE),
                languages);
    }
}
