package dev.chipgraph.graph;

import java.util.Objects;
import java.util.regex.Pattern;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.SecurityException;

/** Translates errors of the driver and the server into those of this package. */
final class Neo4jErrors {

    private static final Pattern TOO_EXPENSIVE = Pattern.compile("Neo\\..*(TransactionTimedOut.*|OutOfMemory.*)");

    /** The code of Neo4j after three wrong passwords, instead of that of a wrong password. */
    private static final String AUTHENTICATION_RATE_LIMIT = "Neo.ClientError.Security.AuthenticationRateLimit";

    private Neo4jErrors() {}

    /** The exception to throw for a failure of the database. */
    static RuntimeException translate(Throwable cause) {
        return switch (cause) {
            case DatabaseUnavailable unavailable -> unavailable;
            case SecurityException e
            when e instanceof AuthenticationException || AUTHENTICATION_RATE_LIMIT.equals(e.code()) ->
                new DatabaseUnavailable("The database refuses the user name or password.", e);
            case SecurityException e ->
                new DatabaseUnavailable(
                        "The connection to the database is refused: "
                                + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                        e);
            case Neo4jException e
            when isTooExpensive(e) ->
                new QueryAborted(
                        "The database aborted the query because it takes too much time or memory at the moment.",
                        e.code().contains("TimedOut"),
                        e);
            case Neo4jException e
            when e instanceof RetryableException || isPoolExhausted(e) ->
                new DatabaseUnavailable("The database cannot be reached.", e);
            case RuntimeException e -> e;
            case Throwable other -> new IllegalStateException(other);
        };
    }

    /** Whether a second try may succeed. */
    static boolean isTransient(Neo4jException e) {
        return e instanceof RetryableException && !isTooExpensive(e);
    }

    static DatabaseUnavailable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DatabaseUnavailable("The service is stopping.", e);
    }

    private static boolean isTooExpensive(Neo4jException e) {
        return e.code() != null && TOO_EXPENSIVE.matcher(e.code()).matches();
    }

    /** The driver reports this as an error of its client, without a code of its own. */
    private static boolean isPoolExhausted(Neo4jException e) {
        return e instanceof ClientException
                && e.getMessage() != null
                && e.getMessage().contains("acquire connection");
    }
}
