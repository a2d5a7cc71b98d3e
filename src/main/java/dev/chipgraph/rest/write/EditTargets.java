package dev.chipgraph.rest.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.ChangeRejected.Reason;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.UnknownId;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.ResponseContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

/** Finds the entity that an edit is about by its reference. */
@ApplicationScoped
public class EditTargets {

    static final Set<Kind> ANY = EnumSet.allOf(Kind.class);

    private final References references;
    private final WriteRequest request;
    private final ResponseContext reply;

    EditTargets(References references, WriteRequest request, ResponseContext reply) {
        this.references = references;
        this.request = request;
        this.reply = reply;
    }

    /** The id of the entity that the address of a request names, whatever dates it is valid on. */
    String id(String reference, Set<Kind> kinds) {
        return references.resolveAddress(reference, kinds, anyDate()).id();
    }

    /** The id of the entity that a reference in a body means. */
    String idInBody(String reference) {
        return references.resolve(reference, ANY, anyDate()).id();
    }

    private QueryContext anyDate() {
        return reply.context(new ContextParameters(), ValidAt.fromString(ValidAt.ALL));
    }

    /** The id that a reference is or leads to. The id may be new. */
    String newOrKnownId(String reference, Set<Kind> kinds) {
        return isId(reference) ? reference : id(reference, kinds);
    }

    /**
     * Changes the entity that a reference names. An id is looked up by the change itself. Only if that finds nothing to
     * change is it resolved like any other reference, because that tells the client why.
     */
    Receipt change(String reference, Set<Kind> kinds, JsonNode body, BiFunction<String, Author, Receipt> change) {
        return request.once(body, author -> {
            if (!isId(reference)) {
                return change.apply(id(reference, kinds), author);
            }
            try {
                return change.apply(reference, author);
            } catch (UnknownId e) {
                id(reference, kinds);
                throw e;
            } catch (ChangeRejected e) {
                if (e.reason() == Reason.GONE) {
                    id(reference, kinds);
                }
                throw e;
            }
        });
    }

    /** References that are not ids contain a colon. */
    private static boolean isId(String reference) {
        return reference.indexOf(':') < 0;
    }
}
