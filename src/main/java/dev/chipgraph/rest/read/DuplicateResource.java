package dev.chipgraph.rest.read;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.lookup.duplicate.Duplicate;
import dev.chipgraph.query.lookup.duplicate.Duplicates;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Entities that are probably the same. */
@Path("/v1/duplicates")
@RunOnVirtualThread
@Tag(name = "Editing")
public class DuplicateResource {

    private static final String SCORES = "must be from 0 to 1";

    private final Duplicates duplicates;
    private final ResponseContext reply;

    DuplicateResource(Duplicates duplicates, ResponseContext reply) {
        this.duplicates = duplicates;
        this.reply = reply;
    }

    @GET
    @Operation(operationId = "listDuplicates")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public Listing<Duplicate> list(
            @QueryParam("kind") @Parameter(description = "Kinds of the entities. Default: all but sources.")
                    List<Kind> kinds,
            @QueryParam("minScore")
                    @DefaultValue("0.5")
                    @DecimalMin(value = "0", message = SCORES)
                    @DecimalMax(value = "1", message = SCORES)
                    @Parameter(description = "Minimum score, from 0 to 1.")
                    double minScore,
            @Valid @BeanParam PagingParameters paging) {
        var wanted = kinds.isEmpty() ? EnumSet.complementOf(EnumSet.of(Kind.SOURCE)) : EnumSet.copyOf(kinds);
        var context = reply.context(new ContextParameters(), ValidAt.fromString(ValidAt.ALL));
        return reply.page(paging, pageRequest -> duplicates.list(wanted, minScore, pageRequest, context));
    }
}
