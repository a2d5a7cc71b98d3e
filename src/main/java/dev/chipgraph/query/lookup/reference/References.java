package dev.chipgraph.query.lookup.reference;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.match.Matching;
import dev.chipgraph.query.lookup.search.Disambiguation;
import dev.chipgraph.query.lookup.search.Suggestions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Resolves references to entities: an id, {@code name:...} with any name in any language, or an identifier of another
 * scheme such as {@code wikidata:Q884} or {@code lei:...}.
 */
@ApplicationScoped
public class References {

    private static final Statement BY_ID = Statement.of("query/resolve_id");
    private static final Statement GONE = Statement.of("query/gone");
    private static final Statement SUCCESSORS = Statement.of("query/successors");
    private static final Statement BY_NAME = Statement.of("query/resolve_name");
    private static final Statement BY_IDENTIFIER = Statement.of("query/resolve_identifier");
    private static final String NAME = "name:";
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z]+:.+");
    private static final int SUGGESTIONS = 5;

    private final Graph graph;
    private final Matching matching;
    private final Suggestions completions;

    References(Graph graph, Matching matching, Suggestions completions) {
        this.graph = graph;
        this.matching = matching;
        this.completions = completions;
    }

    /**
     * An entity that the client may have meant.
     *
     * @param id its id
     * @param name its name
     * @param kind its kind
     * @param hint what distinguishes it from entities with the same name: kind, country and time
     */
    @Schema(name = "EntityWithHint")
    public record Suggestion(String id, String name, Kind kind, String hint) {

        /** The suggestion with a hint in the language that the client prefers. */
        public static Suggestion of(Entity entity, Languages languages) {
            return new Suggestion(entity.id(), entity.name(), entity.kind(), Disambiguation.of(entity, languages));
        }
    }

    /** The reference resolves to nothing, or to nothing of the expected kinds. */
    public static final class Unknown extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<Suggestion> suggestions;

        private Unknown(String message, List<Suggestion> suggestions) {
            super(message);
            this.suggestions = suggestions;
        }

        /** No relationship has the id. */
        public static Unknown relationship(String id) {
            return new Unknown("No relationship has the id \"%s\".".formatted(id), List.of());
        }

        /** No import has the id. */
        public static Unknown importOf(String id) {
            return new Unknown("No import has the id \"%s\".".formatted(id), List.of());
        }

        /** No record of evidence has the id. */
        public static Unknown evidence(String id) {
            return new Unknown("No evidence has the id \"%s\".".formatted(id), List.of());
        }

        public List<Suggestion> suggestions() {
            return suggestions;
        }
    }

    /** The entity, relationship or evidence was deleted. */
    public static final class Gone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Gone(String id, String since) {
            super("\"%s\" was deleted at %s.".formatted(id, since));
        }
    }

    /** The entity was merged into another one. */
    public static final class Moved extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String from;
        private final String to;

        private Moved(String from, String to) {
            super("\"%s\" was merged into \"%s\"; use that id.".formatted(from, to));
            this.from = from;
            this.to = to;
        }

        public String from() {
            return from;
        }

        public String to() {
            return to;
        }
    }

    /** The reference resolves to several entities. */
    public static final class Ambiguous extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<Suggestion> candidates;

        private Ambiguous(String message, List<Suggestion> candidates) {
            super(message);
            this.candidates = candidates;
        }

        public List<Suggestion> candidates() {
            return candidates;
        }
    }

    /**
     * The entity that a reference resolves to. Among entities with the same name, those that exist on the date take
     * precedence, so {@code name:Ninh Bình} is today's province unless the date is earlier.
     *
     * <p>The id of a merged entity means the entity into which it was merged.
     *
     * @param reference the reference as the client sent it
     * @param kinds expected kinds
     * @throws Unknown when there is none
     * @throws Ambiguous when there are several
     * @throws Gone when it was deleted
     */
    public Entity.Ref resolve(String reference, Set<Kind> kinds, QueryContext context) {
        try {
            return resolveAddress(reference, kinds, context);
        } catch (Moved e) {
            return resolve(e.to(), kinds, context);
        }
    }

    /** The ids, with those of merged entities replaced by those of the entities into which they were merged. */
    public List<String> current(List<String> ids, QueryContext context) {
        var merged = graph
                .read(SUCCESSORS, Map.of("ids", ids, "at", context.time()), context.languages(), Function.identity())
                .stream()
                .collect(Collectors.toMap(row -> row.text("id"), row -> row.text("into")));
        return merged.isEmpty()
                ? ids
                : current(ids.stream().map(id -> merged.getOrDefault(id, id)).toList(), context);
    }

    /**
     * The entity that the address of a request names.
     *
     * @throws Moved when it was merged into another, whose address the client should use
     */
    public Entity.Ref resolveAddress(String reference, Set<Kind> kinds, QueryContext context) {
        if (reference.startsWith(NAME)) {
            return byName(reference.substring(NAME.length()), kinds, context);
        }
        if (IDENTIFIER.matcher(reference).matches()) {
            return one(
                    reference,
                    candidates(
                            BY_IDENTIFIER,
                            Map.of(
                                    "key",
                                    reference.toLowerCase(Locale.ROOT),
                                    "kinds",
                                    wires(kinds),
                                    "at",
                                    context.time()),
                            context.languages()),
                    context.languages(),
                    () -> new Unknown(
                            "No %s has the identifier \"%s\".".formatted(Kind.described(kinds), reference), List.of()));
        }
        return graph.readOne(
                        BY_ID,
                        Map.of("id", reference, "at", context.time()),
                        context.languages(),
                        row -> row.entity("entity"))
                .map(entity -> fitting(entity, kinds, context.languages()))
                .orElseThrow(() -> absent(reference, kinds, context));
    }

    private RuntimeException absent(String id, Set<Kind> kinds, QueryContext context) {
        return graph.<RuntimeException>readOne(
                        GONE,
                        Map.of("id", id, "at", context.time()),
                        context.languages(),
                        row -> row.text("mergedInto") == null
                                ? new Gone(id, row.text("since"))
                                : new Moved(id, row.text("mergedInto")))
                .orElseGet(() -> new Unknown(
                        "No %s has the id \"%s\".".formatted(Kind.described(kinds), id), similar(id, kinds, context)));
    }

    private static Entity.Ref fitting(Entity entity, Set<Kind> kinds, Languages languages) {
        if (!kinds.contains(entity.kind())) {
            throw new Unknown(
                    "\"%s\" is of the kind %s; here %s is expected."
                            .formatted(entity.id(), entity.kind().wire(), Kind.described(kinds)),
                    List.of(Suggestion.of(entity, languages)));
        }
        return entity.ref();
    }

    private Entity.Ref byName(String name, Set<Kind> kinds, QueryContext context) {
        String key = Folding.fold(name);
        return one(
                NAME + name,
                candidates(
                        BY_NAME, Map.of("key", key, "kinds", wires(kinds), "at", context.time()), context.languages()),
                context.languages(),
                () -> new Unknown(
                        "No %s is named \"%s\".".formatted(Kind.described(kinds), name),
                        similar(name, kinds, context)));
    }

    private Map<Boolean, List<Entity>> candidates(
            Statement statement, Map<String, Object> parameters, Languages languages) {
        return graph.read(statement, parameters, languages, row -> row).stream()
                .collect(Collectors.partitioningBy(
                        row -> Boolean.TRUE.equals(row.values().get("exists")),
                        Collectors.mapping(row -> row.entity("entity"), Collectors.toList())));
    }

    private static Entity.Ref one(
            String reference, Map<Boolean, List<Entity>> candidates, Languages languages, Supplier<Unknown> unknown) {
        var best = candidates.get(true).isEmpty() ? candidates.get(false) : candidates.get(true);
        if (best.size() > 1) {
            throw new Ambiguous(
                    "\"%s\" may mean any of %d entities; use the id of the one that is meant."
                            .formatted(reference, best.size()),
                    best.stream()
                            .map(entity -> Suggestion.of(entity, languages))
                            .toList());
        }
        return best.stream().findFirst().map(Entity::ref).orElseThrow(unknown);
    }

    /** Entities with names that look like the text, best first, then those with names that complete it. */
    private List<Suggestion> similar(String text, Set<Kind> kinds, QueryContext context) {
        var alike = matching.match(List.of(Matching.Query.of(text, kinds)), SUGGESTIONS, context).getFirst().stream()
                .map(candidate -> new Suggestion(
                        candidate.entity().id(),
                        candidate.entity().name(),
                        candidate.entity().kind(),
                        candidate.hint()));
        var completing = completions.complete(text, kinds, SUGGESTIONS, context).stream()
                .map(completion ->
                        new Suggestion(completion.id(), completion.name(), completion.kind(), completion.hint()));
        return Stream.concat(alike, completing).distinct().limit(SUGGESTIONS).toList();
    }

    private static List<String> wires(Set<Kind> kinds) {
        return kinds.stream().map(Kind::wire).toList();
    }
}
