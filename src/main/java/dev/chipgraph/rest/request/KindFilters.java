package dev.chipgraph.rest.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a resource method that also takes the filters of the kind in its path as query parameters. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface KindFilters {

    /**
     * Whether the query parameter {@code kind} names the kind, if it is given once. Otherwise the path parameter of that
     * name does. Without a kind, the filters that all kinds have in common apply.
     */
    boolean byQuery() default false;
}
