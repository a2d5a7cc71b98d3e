package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.model.Validity;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.PagedQueries;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Participants of events. */
@ApplicationScoped
public class Events implements WarmUpTask {

    private static final Statement PARTICIPANTS = Statement.of("query/participants");
    private static final Statement COUNT = Statement.of("query/participants_count");

    private final PagedQueries lists;

    Events(PagedQueries lists) {
        this.lists = lists;
    }

    /**
     * An organiser or attendee of an event.
     *
     * @param participant an organisation or a person
     * @param roles its roles in the event
     * @param positions positions that a person held on the date of the event
     */
    public record Participant(Entity.Ref participant, List<Role> roles, List<Position> positions) {}

    /**
     * A role in an event.
     *
     * @param relationship id of the relationship
     * @param type organised or attended
     * @param role the role
     * @param evidence what supports it, if requested
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Participation")
    public record Role(
            String relationship,
            RelationshipType type,
            @Nullable String role,
            @Nullable List<Evidence> evidence) {}

    /**
     * A position.
     *
     * @param position title
     * @param organization the organisation
     * @param validity when it was held, and whether it is attested on the date of the event
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Position(
            String position,
            Entity.Ref organization,
            @JsonUnwrapped Validity validity) {}

    /** The organisers and attendees of an event. */
    public ResultPage<Participant> participants(String event, PageRequest pageRequest, QueryContext context) {
        return lists.page(
                PARTICIPANTS,
                COUNT,
                Map.of("id", event),
                pageRequest,
                context,
                row -> row.row("participant").text("id"),
                Events::participant);
    }

    private static Participant participant(Row row) {
        return new Participant(
                row.ref("participant"),
                row.rows("roles").stream()
                        .map(role -> new Role(
                                role.text("id"),
                                RelationshipType.fromString(role.text("type")),
                                role.text("role"),
                                role.evidence("evidence")))
                        .toList(),
                row.rows("positions").stream()
                        .map(position -> new Position(
                                position.text("position"),
                                position.ref("organization"),
                                position.validity().on(date(row))))
                        .toList());
    }

    /** The date of the event; any time when no source gives it. */
    private static ValidAt date(Row row) {
        String first = row.text("startsOn");
        return first == null
                ? ValidAt.fromString(ValidAt.ALL)
                : new ValidAt(
                        new PartialDate(first).firstDay().toString(),
                        new PartialDate(Objects.requireNonNullElse(row.text("endsOn"), first))
                                .lastDay()
                                .toString());
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        participants(id, pageRequest, context);
    }
}
