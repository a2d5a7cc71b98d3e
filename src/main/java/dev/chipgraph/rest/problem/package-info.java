/**
 * Errors as problem documents (RFC 9457). A new kind of error is a constant of
 * {@link dev.chipgraph.rest.problem.ProblemType} and a mapper for its exception: in {@code GraphProblems} if it comes
 * from a query, change or import, otherwise in {@code SecurityProblems}, {@code JsonProblems} or {@code HttpProblems}.
 */
package dev.chipgraph.rest.problem;
