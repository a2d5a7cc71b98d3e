package dev.chipgraph.rest.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that a resource method answers with, beside those that every operation has in common. The contract names
 * their statuses, and the headers that go with them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answers {

    ProblemType[] value() default {};

    /**
     * Whether the request refers to entities. A reference can be unknown (404), ambiguous (409), deleted (410) or merged
     * into another entity (308).
     */
    boolean references() default false;
}
