package dev.chipgraph.ingest;

import dev.chipgraph.ingest.ImportRun.Opening;
import dev.chipgraph.ingest.identity.EntityLookup;
import dev.chipgraph.ingest.identity.Resolution;
import dev.chipgraph.ingest.identity.ResolutionScan;
import dev.chipgraph.ingest.identity.Unions;
import dev.chipgraph.ingest.mapping.SpillStore;
import java.util.List;
import java.util.function.Consumer;

/** Records whose references by name and identifier are replaced by the ids of the entities that they mean. */
final class ResolvedRecords implements RecordSource {

    private final RecordSource records;
    private final Resolution resolution;
    private final Unions unions;

    private ResolvedRecords(RecordSource records, Resolution resolution, Unions unions) {
        this.records = records;
        this.resolution = resolution;
        this.unions = unions;
    }

    /**
     * Reads all records and finds the entities that they mean.
     *
     * @param batch number of records to look up at once
     * @param heartbeat runs after each record
     * @return opens the records with ids in place of references
     */
    static Opening resolve(Opening opening, SpillStore store, EntityLookup lookup, int batch, Runnable heartbeat) {
        var scan = new ResolutionScan(store, lookup, batch);
        each(opening, heartbeat, row -> scan.add(row.json()));
        Resolution resolution = scan.resolve();
        var unions = new Unions(store);
        each(opening, heartbeat, row -> {
            if (resolution.apply(row.json()) instanceof Resolution.Resolved resolved) {
                unions.note(position(row), row.json(), resolved.json());
            }
        });
        if (!unions.isEmpty()) {
            each(opening, heartbeat, row -> {
                if (resolution.apply(row.json()) instanceof Resolution.Resolved resolved
                        && unions.has(resolved.json())) {
                    unions.keep(row.json(), resolved.json());
                }
            });
        }
        return () -> new ResolvedRecords(opening.open(), resolution, unions);
    }

    private static void each(Opening opening, Runnable heartbeat, Consumer<Read> action) {
        try (RecordSource records = opening.open()) {
            while (records.hasNext()) {
                Read row = records.next();
                if (row.json() != null) {
                    action.accept(row);
                }
                heartbeat.run();
            }
        }
    }

    private static String position(Read row) {
        return row.file() + ":" + row.line();
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public Read next() {
        Read row = records.next();
        if (row.json() == null) {
            return row;
        }
        return switch (resolution.apply(row.json())) {
            case Resolution.Rejected rejected ->
                Read.wrong(row.file(), row.line(), rejected.field(), rejected.message());
            case Resolution.Skipped skipped -> Read.omitted(row.file(), row.line(), Read.Use.SKIPPED);
            case Resolution.Resolved resolved -> {
                if (!unions.has(resolved.json())) {
                    yield Read.of(row.file(), row.line(), resolved.json());
                }
                yield unions.isFirst(position(row), row.json(), resolved.json())
                        ? Read.union(row.file(), row.line(), unions.of(resolved.json()))
                        : Read.omitted(row.file(), row.line(), Read.Use.UNITED);
            }
        };
    }

    @Override
    public List<String> withoutEnd() {
        return records.withoutEnd();
    }

    @Override
    public void close() {
        records.close();
    }
}
