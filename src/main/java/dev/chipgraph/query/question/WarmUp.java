package dev.chipgraph.query.question;

import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.lookup.References;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks every question once, and makes the usual changes, while the first clients may be doing so too. A database that has just started plans each
 * statement for up to a second, which none of them should wait for.
 */
@ApplicationScoped
public class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    /** The database keeps a plan for texts of up to ten and one for texts of up to a hundred characters. */
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
     * Asks what is asked first, with which the database loads most of what planning anything takes.
     *
     * @throws DatabaseUnavailable when a client would not have had the answer in time; the next try is faster
     */
    public void first() {
        var context = new QueryContext(ValidAt.today(), KnownAt.NOW, true, Languages.accepting(null));
        partners.of(IDS.getFirst(), PAGE, context);
        try {
            references.resolve("name:" + IDS.getFirst(), Kind.organizations(), context);
        } catch (References.Unknown | References.Ambiguous expected) {
            // in a graph with other data
        }
    }

    /** Asks everything, and forgets the answers. */
    public void run() {
        var context = new QueryContext(ValidAt.today(), KnownAt.NOW, true, Languages.accepting(null));
        for (String id : IDS) {
            for (String reference : List.of(id, "name:" + id)) {
                once(() -> references.resolve(reference, EnumSet.allOf(Kind.class), context));
            }
            questions.forEach(question -> once(() -> question.warmUp(id, PAGE, context)));
        }
    }

    /** Whatever comes of it, nobody waits for the answer, and what is asked for need not be there any more. */
    private static void once(Runnable question) {
        try {
            question.run();
        } catch (RuntimeException planned) {
            LOG.debug("Planned all the same; the next one to ask finds the plan", planned);
        }
    }
}
