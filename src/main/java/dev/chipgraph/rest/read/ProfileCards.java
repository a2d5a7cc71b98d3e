package dev.chipgraph.rest.read;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelatedField;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.Sort;
import dev.chipgraph.query.question.Entities;
import dev.chipgraph.query.question.FactGroups;
import dev.chipgraph.query.question.Investments;
import dev.chipgraph.query.question.Partners;
import dev.chipgraph.query.question.RelatedEntities;
import dev.chipgraph.query.question.Relationships;
import dev.chipgraph.query.question.Relationships.Direction;
import dev.chipgraph.query.question.Timeline;
import dev.chipgraph.query.question.Timeline.Order;
import dev.chipgraph.query.question.Timeline.Span;
import dev.chipgraph.query.question.Timeline.Subject;
import dev.chipgraph.query.traversal.NeighbourQueries.TraversalFilter;
import dev.chipgraph.query.traversal.Neighbourhood;
import dev.chipgraph.query.traversal.Neighbourhood.Omission;
import dev.chipgraph.rest.read.Profile.Card;
import dev.chipgraph.rest.read.Profile.Cards;
import dev.chipgraph.rest.read.Profile.ConflictsCard;
import dev.chipgraph.rest.read.Profile.EventsCard;
import dev.chipgraph.rest.read.Profile.EvidenceCard;
import dev.chipgraph.rest.read.Profile.FactGroup;
import dev.chipgraph.rest.read.Profile.FactsCard;
import dev.chipgraph.rest.read.Profile.InvestmentsCard;
import dev.chipgraph.rest.read.Profile.NeighboursCard;
import dev.chipgraph.rest.read.Profile.PartnersCard;
import dev.chipgraph.rest.read.Profile.PositionsCard;
import dev.chipgraph.rest.read.Profile.TimelineCard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the cards of a profile, all of them at the same time. */
@ApplicationScoped
class ProfileCards {

    /** Neighbours for each item of another card: a picture holds more than a list. */
    private static final int NEIGHBOURS = 5;

    private final Graph graph;
    private final FactGroups facts;
    private final Partners partners;
    private final Entities entities;
    private final RelatedEntities related;
    private final Investments investments;
    private final Relationships relationships;
    private final Neighbourhood neighbourhood;
    private final Timeline timeline;

    ProfileCards(
            Graph graph,
            FactGroups facts,
            Partners partners,
            Entities entities,
            RelatedEntities related,
            Investments investments,
            Relationships relationships,
            Neighbourhood neighbourhood,
            Timeline timeline) {
        this.graph = graph;
        this.facts = facts;
        this.partners = partners;
        this.entities = entities;
        this.related = related;
        this.investments = investments;
        this.relationships = relationships;
        this.neighbourhood = neighbourhood;
        this.timeline = timeline;
    }

    /**
     * A request for cards.
     *
     * @param entity the entity
     * @param limit maximum number of items of a card
     * @param context what they must be valid for
     * @param whole what the timeline must be valid for
     * @param links makes links to the whole lists
     */
    record Request(Entity entity, int limit, QueryContext context, QueryContext whole, ProfileLinks links) {

        private String id() {
            return entity.id();
        }

        private PageRequest page() {
            return new PageRequest(limit, null, "", true);
        }
    }

    /** The cards that were asked for and that entities of the kind can have. */
    Cards read(Request request, Set<Card> asked) {
        var cards = asked.stream()
                .filter(card -> card.suits(request.entity().kind()))
                .toList();
        var found = graph.atOnce(cards.stream()
                .<Supplier<Record>>map(card -> () -> card(card, request))
                .toList());
        var byCard = IntStream.range(0, cards.size()).boxed().collect(Collectors.toMap(cards::get, found::get));
        return new Cards(
                (FactsCard) byCard.get(Card.FACTS),
                (PartnersCard) byCard.get(Card.PARTNERS),
                (InvestmentsCard) byCard.get(Card.INVESTMENTS),
                (PositionsCard) byCard.get(Card.POSITIONS),
                (EventsCard) byCard.get(Card.EVENTS),
                (EvidenceCard) byCard.get(Card.EVIDENCE),
                (NeighboursCard) byCard.get(Card.NEIGHBOURS),
                (TimelineCard) byCard.get(Card.TIMELINE),
                (ConflictsCard) byCard.get(Card.CONFLICTS));
    }

    private Record card(Card card, Request request) {
        return switch (card) {
            case FACTS -> facts(request);
            case PARTNERS -> partners(request);
            case INVESTMENTS -> investments(request);
            case POSITIONS -> positions(request);
            case EVENTS -> events(request);
            case EVIDENCE -> evidence(request);
            case NEIGHBOURS -> neighbours(request);
            case TIMELINE -> timeline(request);
            case CONFLICTS -> conflicts(request);
        };
    }

    private FactsCard facts(Request request) {
        String path = "/v1/entities/{id}/relationships";
        var groups = facts.of(request.id(), request.limit(), request.context()).stream()
                .map(group -> new FactGroup(
                        group.type(),
                        group.direction(),
                        group.label(),
                        group.relationships(),
                        group.total(),
                        request.links()
                                .to(
                                        path,
                                        "type",
                                        group.type().wire(),
                                        "direction",
                                        group.direction().wire())))
                .toList();
        return new FactsCard(
                groups,
                groups.stream().mapToLong(FactGroup::total).sum(),
                request.links().to(path));
    }

    private PartnersCard partners(Request request) {
        var found = partners.of(request.id(), request.page(), request.context());
        return new PartnersCard(found.items(), found.total(), request.links().to("/v1/organizations/{id}/partners"));
    }

    private InvestmentsCard investments(Request request) {
        var found = about(Kind.INVESTMENT, "investor", "-announcedOn", request);
        return new InvestmentsCard(
                found.items(), found.total(), link(Kind.INVESTMENT, "investor", "-announcedOn", request));
    }

    private EventsCard events(Request request) {
        var found = about(Kind.EVENT, "participant", "-startsOn", request);
        return new EventsCard(found.items(), found.total(), link(Kind.EVENT, "participant", "-startsOn", request));
    }

    /** The entities of a kind that the entity takes part in, or that are in it when it is a place or sector. */
    private ResultPage<Entity> about(Kind kind, String part, String sort, Request request) {
        ListFilter filter = ListFilter.of(kind).get(filter(part, request));
        String id = request.entity().kind() == Kind.PLACE
                ? investments.territory(request.id(), request.context()).place().id()
                : request.id();
        var criteria = new Entities.Criteria(
                Set.of(kind), Map.of(filter, List.of(id)), Sort.of(kind).get(sort));
        var found = entities.list(criteria, request.page(), request.context());
        return new ResultPage<>(
                related.added(found.items(), RelatedField.names(), request.context()), found.last(), found.total());
    }

    private static String filter(String part, Request request) {
        return switch (request.entity().kind()) {
            case PLACE -> ListFilter.PLACE;
            case SECTOR -> "sector";
            default -> part;
        };
    }

    private static String link(Kind kind, String part, String sort, Request request) {
        return request.links().to("/v1/" + kind.path(), filter(part, request), request.id(), "sort", sort);
    }

    private PositionsCard positions(Request request) {
        var direction = request.entity().kind() == Kind.PERSON ? Direction.OUT : Direction.IN;
        var criteria = new Relationships.Criteria(Set.of(RelationshipType.HOLDS), direction, Set.of());
        var found = relationships.of(request.id(), criteria, request.page(), request.context());
        return new PositionsCard(
                found.items(),
                found.total(),
                request.links()
                        .to(
                                "/v1/entities/{id}/relationships",
                                "type",
                                RelationshipType.HOLDS.wire(),
                                "direction",
                                direction.wire()));
    }

    private EvidenceCard evidence(Request request) {
        var found = relationships.evidence(request.id(), request.page(), request.context());
        return new EvidenceCard(found.items(), found.total(), request.links().to("/v1/entities/{id}/evidence"));
    }

    private NeighboursCard neighbours(Request request) {
        var within = new TraversalFilter(Set.of(), EnumSet.allOf(Kind.class), Set.of(request.id()));
        var found = neighbourhood.of(
                request.entity().ref(),
                new Neighbourhood.Criteria(1, request.limit(), 1 + NEIGHBOURS * request.limit(), within),
                request.context());
        long omitted = found.omitted().stream().mapToLong(Omission::count).sum();
        return new NeighboursCard(
                found.nodes(),
                found.edges(),
                found.edges().size() + omitted,
                request.links().to("/v1/entities/{id}/graph"));
    }

    private TimelineCard timeline(Request request) {
        Subject subject =
                switch (request.entity().kind()) {
                    case PLACE -> Subject.PLACE;
                    case SECTOR -> Subject.SECTOR;
                    default -> Subject.ENTITY;
                };
        var span = new Span(null, null, Set.of(), Order.NEWEST_FIRST);
        var found = timeline.of(subject, request.id(), span, request.page(), request.whole());
        return new TimelineCard(
                found.items(),
                found.total(),
                request.links()
                        .to("/v1/timeline", subject.parameter(), request.id(), "sort", Order.NEWEST_FIRST.wire()));
    }

    private static ConflictsCard conflicts(Request request) {
        var all = request.entity().conflicts();
        return new ConflictsCard(
                all.stream().limit(request.limit()).toList(),
                all.size(),
                request.links().to("/v1/entities/{id}/claims"));
    }
}
