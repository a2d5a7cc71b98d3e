package dev.chipgraph.rest.read;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelatedField;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Entities;
import dev.chipgraph.query.question.RelatedEntities;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.read.Profile.Card;
import dev.chipgraph.rest.read.Profile.Cards;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All that a page about an entity shows, in one answer. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class ProfileResource {

    private final ProfileCards cards;
    private final Entities entities;
    private final RelatedEntities related;
    private final References references;
    private final ResponseContext reply;

    ProfileResource(
            ProfileCards cards,
            Entities entities,
            RelatedEntities related,
            References references,
            ResponseContext reply) {
        this.cards = cards;
        this.entities = entities;
        this.related = related;
        this.references = references;
        this.reply = reply;
    }

    @GET
    @Path("entities/{ref}/profile")
    @Answers(references = true)
    @Operation(operationId = "getProfile")
    public Profile profile(
            @PathParam("ref") @Parameter(example = "name:KFIA") String reference,
            @QueryParam("cards")
                    @Parameter(
                            description =
                                    "Cards to return, separated by commas: facts, partners, investments, positions, events, evidence, neighbours, timeline, conflicts. Default: all that entities of the kind have.")
                    String names,
            @QueryParam("limit")
                    @DefaultValue("5")
                    @Min(value = 1, message = "must be from 1 to 50")
                    @Max(value = 50, message = "must be from 1 to 50")
                    @Parameter(description = "Maximum number of items of a card.")
                    int limit,
            @BeanParam ContextParameters parameters,
            UriInfo uri) {
        Set<Card> asked = read(names);
        QueryContext context = reply.context(parameters);
        QueryContext whole = reply.context(parameters, ValidAt.fromString(ValidAt.ALL));
        String id = references
                .resolveAddress(reference, EnumSet.allOf(Kind.class), context)
                .id();
        Entity entity = related.added(List.of(entities.get(id, context).orElseThrow()), RelatedField.names(), context)
                .getFirst();
        var links = new ProfileLinks(id, uri.getQueryParameters());
        Cards found = cards.read(new ProfileCards.Request(entity, limit, context, whole, links), asked);
        return new Profile(entity, found, reply.meta(List.of(entity, found)));
    }

    private static Set<Card> read(String names) {
        var asked = EnumSet.noneOf(Card.class);
        if (names == null) {
            return EnumSet.allOf(Card.class);
        }
        for (String name : names.split(",", -1)) {
            try {
                asked.add(WireName.read(Card.class, name));
            } catch (IllegalArgumentException e) {
                throw new InvalidInput("query", "cards", e.getMessage());
            }
        }
        return asked;
    }
}
