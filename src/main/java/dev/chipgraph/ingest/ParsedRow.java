package dev.chipgraph.ingest;

import dev.chipgraph.model.Violation;
import java.util.List;

/** What was read of a row: its records, or what is wrong with it. */
record ParsedRow(RecordSource.Read row, List<Violation> violations, List<PendingRow> records) {

    static ParsedRow of(RecordSource.Read row) {
        if (row.isOmitted()) {
            return new ParsedRow(row, List.of(), List.of());
        }
        var batch = new RecordBatch(row);
        return new ParsedRow(
                row.withoutRecord(),
                batch.rejections().stream().map(Rejection::violation).toList(),
                PendingRow.of(row, batch).toList());
    }
}
