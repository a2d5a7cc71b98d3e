package dev.chipgraph.graph;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The format of the stored data: how records lie in the database. Its number is kept in the property {@code format} of the
 * node {@code Graph}; data from before formats were numbered has format 0.
 *
 * <p>A change of the stored data needs a migration: a statement in {@code cypher/migration/} whose file name is the number
 * of the new format and that ends with {@code SET g.format} to that number. The greatest number is the current format.
 * Migrations run at the start, in order, each in a transaction of its own before the indexes are brought up to date. A
 * statement may run twice, because a start can break off and several instances can start at once; it may use {@code CALL {
 * ... } IN TRANSACTIONS}. Change feed, versions and recording times must stay as they are.
 *
 * <p>Constraints and indexes need no migration: {@link SchemaSetup} replaces those whose definition changed.
 */
@ApplicationScoped
class DataFormat {

    private static final Logger LOG = Logger.getLogger(DataFormat.class);
    private static final Statement STORED = Statement.of("query/format");
    private static final Statement STORE = Statement.of("merge/format");
    private static final NavigableMap<Integer, Statement> MIGRATIONS = new TreeMap<>();

    static {
        Statement.in("migration")
                .forEach(name -> MIGRATIONS.put(Integer.valueOf(name), Statement.of("migration/" + name)));
    }

    /** The format that this edition of the service reads and writes. */
    static final int CURRENT = MIGRATIONS.lastKey();

    /** The format with which evidence claims the values of its subject. */
    private static final int CLAIMS = 2;

    /** The format with which names have further words by which they are found. */
    private static final int NAME_FORMS = 3;

    /** The format with which evidence is found by claimed texts that are not shown. */
    private static final int UNSHOWN_TEXTS = 5;

    private final Graph graph;

    DataFormat(Graph graph) {
        this.graph = graph;
    }

    /**
     * Migrates the data to the current format.
     *
     * @throws UnsupportedDataFormat when the data has a newer format; nothing is changed then
     */
    void migrate() {
        OptionalInt stored = stored();
        if (stored.orElse(CURRENT) > CURRENT) {
            throw new UnsupportedDataFormat(stored.getAsInt(), CURRENT);
        }
        MIGRATIONS.tailMap(stored.orElse(CURRENT), false).forEach((number, migration) -> {
            LOG.infof("Migrating the data to format %d", number);
            if (number == CLAIMS) {
                new ClaimsMigration(graph).run();
            } else if (number == NAME_FORMS) {
                new NamesMigration(graph).run();
            } else if (number == UNSHOWN_TEXTS) {
                new UnshownMigration(graph).run();
            }
            graph.administer(migration.text(), Map.of());
        });
    }

    /** Stores the current format, which an empty graph does not have yet. */
    void store() {
        if (stored().isEmpty()) {
            graph.administer(STORE.text(), Map.of("format", CURRENT));
        }
    }

    private OptionalInt stored() {
        return graph.administer(STORED.text(), Map.of()).stream()
                .mapToInt(row -> Math.toIntExact(row.number("format")))
                .findFirst();
    }
}
