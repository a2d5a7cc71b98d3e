package dev.chipgraph.ingest.mapping;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A condition on the cells of a row.
 *
 * @param anyOf lists of tests: the condition holds when all tests of one list pass, or when there is no list
 */
record RowCondition(List<List<Test>> anyOf) {

    static final RowCondition ALWAYS = new RowCondition(List.of());

    /** A test of the text of a cell, which is empty for an empty cell. */
    record Test(String column, Predicate<String> passes) {}

    boolean holds(Cells row) {
        return anyOf.isEmpty()
                || anyOf.stream()
                        .anyMatch(all ->
                                all.stream().allMatch(test -> test.passes().test(row.cell(test.column()))));
    }

    Stream<String> columns() {
        return anyOf.stream().flatMap(List::stream).map(Test::column);
    }
}
