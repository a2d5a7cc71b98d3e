package dev.chipgraph.rest.read;

import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Timeline;
import dev.chipgraph.query.question.Timeline.Happening;
import dev.chipgraph.query.question.Timeline.Order;
import dev.chipgraph.query.question.Timeline.Span;
import dev.chipgraph.query.question.Timeline.Subject;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The timeline of an entity, a place or a sector. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class TimelineResource {

    private final Timeline timeline;
    private final References references;
    private final ResponseContext reply;

    TimelineResource(Timeline timeline, References references, ResponseContext reply) {
        this.timeline = timeline;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("timeline")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Answers(references = true)
    @Operation(operationId = "getTimeline")
    public Listing<Happening> timeline(
            @QueryParam("entity") @Parameter(description = "The entity: its id, name:..., or an identifier.")
                    String entity,
            @QueryParam("place") @Parameter(description = "The place, in the same forms.") String place,
            @QueryParam("sector") @Parameter(description = "The sector, in the same forms.") String sector,
            @QueryParam("from")
                    @Parameter(
                            description =
                                    "Keeps what happened on this date or later; partial dates stand for intervals.",
                            schema = @Schema(type = SchemaType.STRING))
                    PartialDate from,
            @QueryParam("to")
                    @Parameter(
                            description = "Keeps what happened on this date or earlier.",
                            schema = @Schema(type = SchemaType.STRING))
                    PartialDate to,
            @QueryParam("kind") @Parameter(description = "Keeps dates of entities of these kinds.") List<Kind> kinds,
            @QueryParam("sort")
                    @DefaultValue("date")
                    @Parameter(description = "Order: date for the oldest first, -date for the newest first.")
                    Order order,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        var given = new EnumMap<Subject, String>(Subject.class);
        given.put(Subject.ENTITY, entity);
        given.put(Subject.PLACE, place);
        given.put(Subject.SECTOR, sector);
        given.values().removeIf(reference -> reference == null);
        if (given.size() != 1) {
            throw new InvalidInput("query", "entity", "is required, or place or sector: exactly one of the three");
        }
        if (from != null && to != null && from.firstDay().isAfter(to.lastDay())) {
            throw new InvalidInput("query", "from", "must not be after to");
        }
        Subject subject = given.keySet().iterator().next();
        QueryContext context = reply.context(parameters, ValidAt.fromString(ValidAt.ALL));
        String id =
                references.resolve(given.get(subject), subject.kinds(), context).id();
        var span = new Span(from, to, Set.copyOf(kinds), order);
        return reply.page(
                paging,
                order.wire() + subject + id,
                null,
                pageRequest -> timeline.of(subject, id, span, pageRequest, context));
    }
}
