package dev.chipgraph.query;

import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.Relationships.Direction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asks every question once, while the first clients may be asking too. A database that has just started plans each
 * statement for up to a second, which none of them should wait for.
 */
@ApplicationScoped
public class WarmUp {

    /** The database keeps a plan for texts of up to ten and one for texts of up to a hundred characters. */
    private static final List<String> IDS = List.of("kfia", "vn-it-industry-department");

    private static final Slice SLICE = new Slice(1, null, "", false);

    private final References references;
    private final Entities entities;
    private final Relationships relationships;
    private final Partners partners;
    private final Investments investments;
    private final Events events;
    private final Sources sources;
    private final Counts counts;
    private final Search search;
    private final Matching matching;
    private final Neighbourhood neighbourhood;
    private final Connections connections;

    WarmUp(
            References references,
            Entities entities,
            Relationships relationships,
            Partners partners,
            Investments investments,
            Events events,
            Sources sources,
            Counts counts,
            Search search,
            Matching matching,
            Neighbourhood neighbourhood,
            Connections connections) {
        this.references = references;
        this.entities = entities;
        this.relationships = relationships;
        this.partners = partners;
        this.investments = investments;
        this.events = events;
        this.sources = sources;
        this.counts = counts;
        this.search = search;
        this.matching = matching;
        this.neighbourhood = neighbourhood;
        this.connections = connections;
    }

    /**
     * Asks what is asked first, with which the database loads most of what planning anything takes.
     *
     * @throws DatabaseUnavailable when a client would not have had the answer in time; the next try is faster
     */
    public void first() {
        var asked = new Asked(ValidAt.today(), KnownAt.NOW, true, Languages.accepting(null));
        partners.of(IDS.getFirst(), SLICE, asked);
        try {
            references.resolve("name:" + IDS.getFirst(), Kind.organizations(), asked);
        } catch (References.Unknown | References.Ambiguous expected) {
            // in a graph with other data
        }
    }

    /** Asks, and forgets the answers. */
    public void run() {
        var asked = new Asked(ValidAt.today(), KnownAt.NOW, true, Languages.accepting(null));
        IDS.stream().flatMap(id -> questions(id, asked)).forEach(WarmUp::once);
    }

    private Stream<Runnable> questions(String id, Asked asked) {
        var territory = new Investments.Territory(new Entity.Ref(id, Kind.PLACE, id, null), asked.at());
        var anyKind = EnumSet.allOf(Kind.class);
        var within = new Expansion.Within(Set.of(), anyKind, Set.of());
        return Stream.of(
                () -> partners.of(id, SLICE, asked),
                () -> investments.investors(territory, SLICE, asked),
                () -> investments.investments(territory, SLICE, asked),
                () -> investments.territory(id, asked),
                () -> references.resolve("name:" + id, anyKind, asked),
                () -> references.resolve(id, anyKind, asked),
                () -> entities.get(id, asked),
                () -> entities.list(new Entities.Criteria(Set.of(), Map.of(), Sort.ID), SLICE, asked),
                () -> entities.list(new Entities.Criteria(Set.of(Kind.COMPANY), Map.of(), Sort.ID), SLICE, asked),
                () -> relationships.of(
                        id, new Relationships.Criteria(Set.of(), Direction.BOTH, Set.of()), SLICE, asked),
                () -> relationships.get("holds-0000000000000", asked),
                () -> events.participants(id, SLICE, asked),
                () -> sources.facts(id, SLICE, asked),
                counts::all,
                () -> search.find(new Search.Query(id, Set.of(), List.of(), List.of()), SLICE, asked),
                () -> search.suggest(id, anyKind, 1, asked),
                () -> matching.match(List.of(new Matching.Query(id, anyKind, List.of())), 1, asked),
                () -> neighbourhood.of(
                        territory.place(), new Neighbourhood.Criteria(1, SLICE.limit(), 1, within), asked),
                () -> connections.between(
                        territory.place(),
                        new Entity.Ref("vietnam", Kind.PLACE, "Vietnam", "VN"),
                        new Connections.Criteria(2, 1, Set.of(), within),
                        asked));
    }

    private static void once(Runnable question) {
        try {
            question.run();
        } catch (References.Unknown | NoSuchElementException expected) {
            // nobody has that name
        } catch (DatabaseUnavailable slow) {
            // planned all the same; the next one to ask finds the plan
        }
    }
}
