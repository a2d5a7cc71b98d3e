package dev.chipgraph.rest.problem;

import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Texts;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.lookup.reference.References.Suggestion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Builds the problem documents of the current request. */
@RequestScoped
class ProblemResponses {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
    private static final int MAX_VIOLATIONS = 100;

    private final TraceId trace;
    private final UriInfo uri;

    ProblemResponses(TraceId trace, UriInfo uri) {
        this.trace = trace;
        this.uri = uri;
    }

    /** Starts a problem document. */
    Builder problem(ProblemType type, String detail) {
        return new Builder(type, detail);
    }

    /** Lists the violations of a request; beyond {@link #MAX_VIOLATIONS} it only counts them. */
    Response invalid(List<Violation> violations) {
        var listed = violations.subList(0, Math.min(violations.size(), MAX_VIOLATIONS));
        int more = violations.size() - listed.size();
        String detail = listed.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining(
                        "; ",
                        "",
                        more == 0 ? "." : "; and %d more %s.".formatted(more, more == 1 ? "error" : "errors")));
        return problem(ProblemType.INVALID_REQUEST, detail).violations(listed).build();
    }

    /** Logs an unexpected failure and tells the client only its trace id. */
    Response internal(Throwable e) {
        LOG.errorf(e, "%s %s failed", trace.id(), uri.getPath());
        return problem(ProblemType.INTERNAL, ProblemType.INTERNAL.explanation()).build();
    }

    /** A problem document and the response that carries it. */
    final class Builder {

        private final ProblemType type;
        private final String detail;
        private final Response.ResponseBuilder response;
        private List<Violation> violations = List.of();
        private List<Suggestion> suggestions = List.of();
        private List<Relationship> referrers = List.of();

        private Builder(ProblemType type, String detail) {
            this.type = type;
            this.detail = detail;
            response = Response.status(type.status()).type(Problem.MEDIA_TYPE);
        }

        private Builder violations(List<Violation> violations) {
            this.violations = violations;
            return this;
        }

        Builder suggestions(List<Suggestion> suggestions) {
            this.suggestions = suggestions;
            return this;
        }

        Builder referrers(List<Relationship> referrers) {
            this.referrers = referrers.stream()
                    .map(referrer -> referrer.labelled(Texts.ENGLISH.label(referrer.type())))
                    .toList();
            return this;
        }

        Builder header(String name, Object value) {
            response.header(name, value);
            return this;
        }

        Response build() {
            return response.entity(new Problem(
                            type,
                            type.title(),
                            type.status(),
                            detail,
                            uri.getRequestUri().getRawPath(),
                            trace.id(),
                            violations,
                            suggestions,
                            referrers))
                    .build();
        }
    }
}
