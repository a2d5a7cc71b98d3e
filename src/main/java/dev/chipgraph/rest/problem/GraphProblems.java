package dev.chipgraph.rest.problem;

import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.UnknownId;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.OutcomeUnknown;
import dev.chipgraph.ingest.Imports;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.query.core.TooExpensive;
import dev.chipgraph.query.lookup.reference.References;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers to questions, changes and imports that fail below HTTP. */
@ApplicationScoped
public class GraphProblems {

    private static final Logger LOG = Logger.getLogger(GraphProblems.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    private final ProblemResponses responses;
    private final TraceId trace;

    GraphProblems(ProblemResponses responses, TraceId trace) {
        this.responses = responses;
        this.trace = trace;
    }

    @ServerExceptionMapper
    Response invalid(InvalidInput e) {
        return responses.invalid(e.violations());
    }

    @ServerExceptionMapper
    Response unknown(References.Unknown e) {
        return responses
                .problem(ProblemType.UNKNOWN_REFERENCE, e.getMessage())
                .suggestions(e.suggestions())
                .build();
    }

    @ServerExceptionMapper
    Response ambiguous(References.Ambiguous e) {
        return responses
                .problem(ProblemType.AMBIGUOUS_REFERENCE, e.getMessage())
                .suggestions(e.candidates())
                .build();
    }

    @ServerExceptionMapper
    Response gone(References.Gone e) {
        return responses.problem(ProblemType.GONE, e.getMessage()).build();
    }

    /** Redirects from the address of a merged entity to that of the entity into which it was merged. */
    @ServerExceptionMapper
    Response moved(References.Moved e, UriInfo uri) {
        String path = Arrays.stream(uri.getRequestUri().getPath().split("/", -1))
                .map(segment -> segment.equals(e.from()) ? e.to() : segment)
                .collect(Collectors.joining("/"));
        URI there = uri.getRequestUriBuilder().replacePath(path).build();
        String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
        return Response.status(308)
                .location(URI.create(there.getRawPath() + query))
                .build();
    }

    @ServerExceptionMapper
    Response rejected(ChangeRejected e) {
        ProblemType type =
                switch (e.reason()) {
                    case STALE -> ProblemType.PRECONDITION_FAILED;
                    case UNCONDITIONAL -> ProblemType.PRECONDITION_REQUIRED;
                    case EXISTS -> ProblemType.ALREADY_EXISTS;
                    case SAME_NAME -> ProblemType.SAME_NAME;
                    case SAME_IDENTIFIER -> ProblemType.SAME_IDENTIFIER;
                    case CYCLE -> ProblemType.CYCLE;
                    case GONE -> ProblemType.GONE;
                    case REFERRED_TO -> ProblemType.REFERRED_TO;
                    case KEY_REUSED -> ProblemType.KEY_REUSED;
                    case CHANGED_AGAIN -> ProblemType.CHANGED_AGAIN;
                };
        return responses
                .problem(type, e.getMessage())
                .suggestions(e.candidates())
                .referrers(e.referrers())
                .build();
    }

    @ServerExceptionMapper
    Response unknownId(UnknownId e) {
        return responses.problem(ProblemType.UNKNOWN_REFERENCE, e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response tooLarge(Imports.TooLarge e) {
        return responses.problem(ProblemType.TOO_LARGE, e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response tooExpensive(TooExpensive e, UriInfo uri) {
        LOG.infof("%s %s: %s", trace.id(), uri.getPath(), e.getMessage());
        return responses.problem(ProblemType.TOO_EXPENSIVE, e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response unavailable(DatabaseUnavailable e, UriInfo uri) {
        LOG.warnf("%s %s: %s", trace.id(), uri.getPath(), e.getMessage());
        String detail = e instanceof OutcomeUnknown
                ? e.getMessage()
                        + " It is not known whether the change was made. Repeat the request with the same Idempotency-Key, or read the record."
                : e.getMessage();
        return responses
                .problem(ProblemType.DATABASE_UNAVAILABLE, detail)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
