package dev.chipgraph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.ingest.mapping.MappedTables;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts tables by a mapping to NDJSON, without a service. */
@Command(
        name = "convert",
        description =
                "Converts tables by a mapping. Writes the records as NDJSON to the standard output and the rejected"
                        + " rows to the error output.")
final class ConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "M",
            description = "A YAML file, or the name of a bundled mapping: ${COMPLETION-CANDIDATES}.",
            completionCandidates = InputFiles.BundledMappings.class)
    private String mapping;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Tables: CSV files, optionally compressed as .gz, .xlsx workbooks, or .zip archives of these.")
    private List<Path> files;

    @Override
    public Integer call() throws IOException {
        InputFiles.check(spec, files);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        long records = 0;
        long refused = 0;
        try (var tables = MappedTables.open(InputFiles.mapping(mapping), InputFiles.tables(files))) {
            while (tables.hasNext()) {
                switch (tables.next()) {
                    case MappedTables.MappedRecord made -> {
                        var violations = violations(made.json());
                        if (violations.isEmpty()) {
                            out.println(made.json());
                            records++;
                        } else {
                            refused++;
                        }
                        violations.forEach(violation ->
                                tell(err, made.file(), made.line(), violation.field(), violation.message()));
                    }
                    case MappedTables.RowRejected row -> {
                        tell(err, row.file(), row.line(), row.field(), row.reason());
                        refused++;
                    }
                }
            }
            err.printf("%,d rows read, %,d records written, %,d rejected%n", tables.rows(), records, refused);
        }
        out.flush();
        err.flush();
        return refused == 0 ? 0 : 1;
    }

    private static List<Violation> violations(JsonNode record) {
        var reader = new RecordReader("row");
        var field = record.properties().iterator().next();
        switch (field.getKey()) {
            case "source" -> reader.source(field.getValue());
            case "entity" -> reader.entity(field.getValue());
            default -> reader.relationship(field.getValue());
        }
        return reader.violations();
    }

    private static void tell(PrintWriter err, String file, long line, String field, String reason) {
        err.printf("%s:%d: %s %s%n", file, line, field, reason);
    }
}
