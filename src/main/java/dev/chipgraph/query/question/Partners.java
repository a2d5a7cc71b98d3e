package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.PartialDate;
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

/** Partners of organisations: the other parties to their agreements. */
@ApplicationScoped
public class Partners implements WarmUpTask {

    private static final Statement PARTNERS = Statement.of("query/partners");
    private static final Statement COUNT = Statement.of("query/partners_count");

    private final PagedQueries lists;

    Partners(PagedQueries lists) {
        this.lists = lists;
    }

    /**
     * A partner with the joint agreements.
     *
     * @param partner the partner
     * @param since date of the earliest dated agreement
     * @param agreements the agreements that both are parties to, oldest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Partner(Entity.Ref partner, @Nullable PartialDate since, List<JointAgreement> agreements) {}

    /**
     * An agreement that both are parties to.
     *
     * @param agreement the agreement, with its conflicts and, if requested, its evidence
     * @param roles roles of both parties, as far as sources tell them
     * @param sources number of its sources
     * @param signedAt events at which it was signed
     */
    public record JointAgreement(
            @Schema(ref = "Agreement") Entity agreement, Roles roles, long sources, List<Signing> signedAt) {}

    /**
     * Roles in an agreement.
     *
     * @param self role of the organisation; null when no source tells it
     * @param partner role of the partner; null when no source tells it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PartyRoles")
    public record Roles(@Nullable String self, @Nullable String partner) {}

    /**
     * An event at which an agreement was signed.
     *
     * @param event the event
     * @param places where the event took place
     */
    public record Signing(Entity.Ref event, List<Entity.Ref> places) {}

    /** The partners of an organisation. */
    public ResultPage<Partner> of(String organization, PageRequest pageRequest, QueryContext context) {
        return lists.page(
                PARTNERS,
                COUNT,
                Map.of("id", organization),
                pageRequest,
                context,
                row -> row.row("partner").text("id"),
                Partners::partner);
    }

    private static Partner partner(Row row) {
        var agreements = row.rows("agreements").stream().map(Partners::joint).toList();
        return new Partner(
                row.ref("partner"),
                agreements.stream()
                        .map(joint ->
                                (PartialDate) joint.agreement().properties().get("signedOn"))
                        .filter(Objects::nonNull)
                        .min(PartialDate::compareTo)
                        .orElse(null),
                agreements);
    }

    private static JointAgreement joint(Row row) {
        Row roles = row.row("roles");
        return new JointAgreement(
                row.entity("agreement"),
                new Roles(roles.text("self"), roles.text("partner")),
                row.number("sources"),
                row.rows("events").stream()
                        .map(event -> new Signing(event.ref("event"), event.refs("places")))
                        .toList());
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        of(id, pageRequest, context);
    }
}
