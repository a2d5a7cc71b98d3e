package dev.chipgraph.query.question;

import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.lookup.reference.References;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs every query once, and the usual changes, while the first clients may already send requests. After its start, the
 * database takes up to a second to plan a statement.
 */
@ApplicationScoped
public class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    /** Two ids, because the database has separate plans for texts of up to ten and of up to a hundred characters. */
    private static final List<String> IDS = List.of("kfia", "vn-it-industry-department");

    private static final PageRequest PAGE = new PageRequest(1, null, "", false);

    private final List<WarmUpTask> questions;
    private final Partners partners;
    private final References references;

    WarmUp(@All List<WarmUpTask> questions, Partners partners, References references) {
        this.questions = questions;
        this.partners = partners;
        this.references = references;
    }

    /**
     * Runs the queries that make the database load most of what planning needs.
     *
     * @throws DatabaseUnavailable when a query took longer than a request may; the next try is faster
     */
    public void first() {
        var context = new QueryContext(ValidAt.today(), KnownAt.NOW, true, Languages.ANY);
        partners.of(IDS.getFirst(), PAGE, context);
        try {
            references.resolve("name:" + IDS.getFirst(), Kind.organizations(), context);
        } catch (References.Unknown | References.Ambiguous expected) {
            // The graph has other data.
        }
    }

    /** Runs all tasks and discards the results. */
    public void run() {
        var context = new QueryContext(ValidAt.today(), KnownAt.NOW, true, Languages.ANY);
        for (String id : IDS) {
            for (String reference : List.of(id, "name:" + id)) {
                once(() -> references.resolve(reference, EnumSet.allOf(Kind.class), context));
            }
            questions.forEach(question -> once(() -> question.warmUp(id, PAGE, context)));
        }
    }

    /** Ignores failures: only the plan matters, and the entities may not exist. */
    private static void once(Runnable question) {
        try {
            question.run();
        } catch (RuntimeException planned) {
            LOG.debug("A warm-up task failed; its statements are planned all the same", planned);
        }
    }
}
