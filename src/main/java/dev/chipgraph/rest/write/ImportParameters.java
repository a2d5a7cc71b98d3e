package dev.chipgraph.rest.write;

import dev.chipgraph.ingest.ImportJob.Mode;
import dev.chipgraph.ingest.Imports.Order;
import dev.chipgraph.ingest.mapping.Mapping;
import dev.chipgraph.model.InvalidInput;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Query parameters of a request that starts an import. */
public class ImportParameters {

    private static final String BODY = "body";
    private static final String QUERY = "query";
    private static final Pattern TABLE = Pattern.compile("(?i)\\.(csv|tsv|tab|xlsx|xlsm|xls|zip)(\\.gz)?$");

    @QueryParam("name")
    @Parameter(description = "Name of the import. Default: the names of its files.")
    String name;

    @QueryParam("mode")
    @Parameter(
            description =
                    "strict: a single bad row stops the import before anything is loaded. lenient: good rows are loaded, bad ones listed. Default: strict.")
    Mode mode;

    @QueryParam("dryRun")
    @Parameter(description = "Whether to check the files only, without loading them. Default: false.")
    boolean dryRun;

    @QueryParam("prune")
    @Parameter(
            description =
                    "Whether to withdraw what the source named by `source` supported before and the files no longer contain. Only with mode strict. Default: false.")
    boolean prune;

    @QueryParam("source")
    @Parameter(description = "Id of the source to prune.")
    String source;

    @QueryParam("mapping")
    @Parameter(description = "Name of a bundled mapping, for tables. Default: none, for files in the import format.")
    String mapping;

    /**
     * What the client orders.
     *
     * @param text text of a mapping that is part of the body; null when there is none
     * @param by the principal
     */
    Order order(String text, List<String> files, String by) {
        Mapping read = mapping(text, files);
        if (prune != (source != null)) {
            throw new InvalidInput(QUERY, "source", "must be given with prune=true, and only then");
        }
        if (prune && mode == Mode.LENIENT) {
            throw new InvalidInput(
                    QUERY, "mode", "must be strict with prune=true: the facts of a bad row would be withdrawn");
        }
        return new Order(
                name,
                mode == null ? Mode.STRICT : mode,
                dryRun,
                prune,
                source,
                read == null ? null : read.name(),
                read == null ? null : read.text(),
                by);
    }

    private Mapping mapping(String text, List<String> files) {
        if (mapping != null && text != null) {
            throw new InvalidInput(BODY, "mapping", "may be given once, by name or as a text");
        }
        String given = text == null ? mapping : text;
        if (given == null && files.stream().anyMatch(file -> TABLE.matcher(file).find())) {
            throw new InvalidInput(
                    QUERY,
                    "mapping",
                    "is required for tables: the name of one of %s, or its text as a part of a multipart body"
                            .formatted(String.join(", ", Mapping.bundled())));
        }
        return given == null ? null : Mapping.of(given);
    }
}
