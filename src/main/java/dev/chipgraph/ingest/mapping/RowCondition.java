package dev.chipgraph.ingest.mapping;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When a record is made from a row.
 *
 * @param anyOf lists of tests: it holds when all tests of one list do; always when there is no list
 */
record RowCondition(List<List<Test>> anyOf) {

    static final RowCondition ALWAYS = new RowCondition(List.of());

    /** What the text of a cell must be; an empty cell is an empty text. */
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
