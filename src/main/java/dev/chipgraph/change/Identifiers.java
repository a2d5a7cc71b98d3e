package dev.chipgraph.change;

import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.query.lookup.reference.References.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Identifiers of other schemes, such as {@code wikidata:Q884}. One identifier belongs to one entity. */
public final class Identifiers {

    private static final Statement OTHER_HOLDERS = Statement.of("change/other_holders");
    private static final Statement HOLDERS = Statement.of("merge/identifier_holders");

    private Identifiers() {}

    /** The identifiers of an entity in the form in which they are compared. */
    public static List<String> keys(Entity entity) {
        return entity.sameAs().stream()
                .map(identifier -> identifier.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Ids of the entities in the graph that have identifiers, by identifier. */
    public static Map<String, String> holders(
            BiFunction<Statement, Map<String, Object>, List<Row>> reader, Collection<String> keys) {
        return keys.isEmpty()
                ? Map.of()
                : reader.apply(HOLDERS, Map.of("keys", keys)).stream()
                        .collect(Collectors.toMap(
                                row -> row.text("key"), row -> row.text("id"), (first, second) -> first));
    }

    /**
     * Rejects a change that gives an identifier of one entity to another.
     *
     * @param written entities that the transaction has written
     * @throws ChangeRejected when another entity has an identifier that one of them did not have before
     */
    public static void refuse(Collection<Entity> written, WriteTransaction transaction) {
        var ids = written.stream()
                .filter(entity -> !entity.sameAs().isEmpty())
                .map(Entity::id)
                .toList();
        var holders = ids.isEmpty() ? List.<Row>of() : transaction.run(OTHER_HOLDERS, Map.of("ids", ids));
        if (!holders.isEmpty()) {
            Row first = holders.getFirst();
            throw new ChangeRejected(
                    Reason.SAME_IDENTIFIER,
                    "\"%s\" cannot have the identifier %s, which belongs to \"%s\". Change that one, or merge the two if they are the same."
                            .formatted(
                                    first.text("id"),
                                    first.text("key"),
                                    first.entity("entity").id()),
                    holders.stream()
                            .map(row -> Suggestion.of(row.entity("entity"), row.languages()))
                            .distinct()
                            .toList(),
                    List.of());
        }
    }
}
