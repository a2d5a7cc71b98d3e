package dev.chipgraph.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files to a service for import and shows the progress. */
@Command(
        name = "import",
        description = "Sends files to a service and waits for the end of the import. Exit codes: 0 for success, 1 for"
                + " failure, 2 for invalid arguments.")
final class ImportCommand implements Callable<Integer> {

    private static final int ROWS_SHOWN = 10;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** How long to wait for a service that does not answer; the import itself continues. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "NDJSON, or with a mapping CSV files, both optionally compressed as .gz, .xlsx workbooks, or .zip"
                            + " archives of tables.")
    private List<Path> files;

    @Option(
            names = "--mapping",
            paramLabel = "M",
            description = "The mapping of the tables: a YAML file, or the name of a bundled mapping:"
                    + " ${COMPLETION-CANDIDATES}.",
            completionCandidates = InputFiles.BundledMappings.class)
    private String mapping;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "URL of the service, such as http://localhost:8080.")
    private URI to;

    @Option(
            names = "--key",
            paramLabel = "K",
            defaultValue = "${env:CHIPGRAPH_KEY}",
            description = "API key. Default: the environment variable CHIPGRAPH_KEY.")
    private String key;

    @Option(names = "--lenient", description = "Loads the valid rows even when others are rejected.")
    private boolean lenient;

    @Option(names = "--dry-run", description = "Checks all rows and loads none.")
    private boolean dryRun;

    @Option(names = "--prune", description = "Removes what only earlier editions of --source support.")
    private boolean prune;

    @Option(names = "--source", paramLabel = "ID", description = "Id of the source that publishes the files.")
    private String source;

    @Option(names = "--name", paramLabel = "N", description = "Name of the import in lists.")
    private String name;

    @Option(names = "--detach", description = "Exits after the upload, without waiting for the import.")
    private boolean detach;

    @Option(names = "--rejections", paramLabel = "FILE", description = "Writes all rejected rows to this file as CSV.")
    private Path rejections;

    @Option(
            names = "--duplicates",
            paramLabel = "FILE",
            description = "Writes all probable duplicates to this file as CSV.")
    private Path duplicates;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (var service = new ServiceClient(to, key);
                var progress = new ProgressReporter(err, ProgressReporter.inTerminal())) {
            var upload = MultipartUpload.of(files, mapping == null ? null : InputFiles.mappingText(mapping));
            long size = upload.body().contentLength();
            URI at = service.start(
                    parameters(), upload, sent -> progress.show("sending", sent >> 10, size >> 10, "KiB"));
            String id = at.getPath().replaceFirst("^.*/", "");
            if (detach) {
                out.println(at);
                out.flush();
                return 0;
            }
            JobStatus job = follow(service, at, id, progress, err);
            progress.end();
            out.println(job.summary());
            if (job.rejections() > 0) {
                tellRejections(service, at, job, out);
            }
            if (job.duplicates() > 0) {
                tellDuplicates(service, at, job, out);
            }
            out.flush();
            return job.state().equals(JobStatus.DONE) ? 0 : ChipgraphCommand.FAILED;
        }
    }

    private void check() {
        InputFiles.check(spec, files);
        if (prune && source == null) {
            throw new ParameterException(spec.commandLine(), "--prune needs --source");
        }
        if (to.getHost() == null || !List.of("http", "https").contains(to.getScheme())) {
            throw new ParameterException(spec.commandLine(), "--to must be a URL such as http://localhost:8080");
        }
    }

    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("mode", lenient ? "lenient" : "strict");
        if (dryRun) {
            parameters.put("dryRun", "true");
        }
        if (prune) {
            parameters.put("prune", "true");
        }
        if (source != null) {
            parameters.put("source", source);
        }
        if (name != null) {
            parameters.put("name", name);
        }
        return parameters;
    }

    /** Polls until the import has ended. After Ctrl-C it says that the import continues. */
    private static JobStatus follow(
            ServiceClient service, URI at, String id, ProgressReporter progress, PrintWriter err)
            throws IOException, InterruptedException {
        var interrupted = new Thread(() -> {
            err.printf(
                    "%nThe import continues as %s. To cancel it: curl -X DELETE -H \"X-API-Key: $CHIPGRAPH_KEY\" %s%n",
                    id, at);
            err.flush();
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            Duration pause = BETWEEN_QUESTIONS;
            long answered = System.nanoTime();
            while (true) {
                try {
                    JobStatus job = service.job(at);
                    if (job.ended()) {
                        return job;
                    }
                    show(job, progress);
                    answered = System.nanoTime();
                    pause = BETWEEN_QUESTIONS;
                } catch (ServiceClient.Unavailable unavailable) {
                    if (System.nanoTime() - answered > PATIENCE.toNanos()) {
                        throw unavailable;
                    }
                    progress.show("waiting for the service", 0, null, unavailable.getMessage());
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
                Thread.sleep(pause);
            }
        } finally {
            forget(interrupted);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The JVM is shutting down already, and the hook is running.
        }
    }

    private static void show(JobStatus job, ProgressReporter progress) {
        String rate = job.rowsPerSecond() == 0 ? "" : "%,.0f rows/s".formatted(job.rowsPerSecond());
        String left = job.secondsLeft() == null ? "" : ", %,.0f s left".formatted(job.secondsLeft());
        boolean loading = job.state().equals(JobStatus.LOADING);
        progress.show(
                job.state(),
                loading ? job.rows().loaded() : job.rows().read(),
                loading ? job.rows().accepted() : null,
                rate + left);
    }

    private void tellRejections(ServiceClient service, URI at, JobStatus job, PrintWriter out)
            throws IOException, InterruptedException {
        if (rejections != null) {
            service.write(at, "rejections", rejections);
            out.printf("%,d rejections written to %s%n", job.rejections(), rejections);
            return;
        }
        try (var lines = service.lines(at, "rejections", ROWS_SHOWN + 1)) {
            lines.forEach(out::println);
        }
        if (job.rejections() > ROWS_SHOWN) {
            out.printf("and %,d more; --rejections FILE writes all of them%n", job.rejections() - ROWS_SHOWN);
        }
    }

    private void tellDuplicates(ServiceClient service, URI at, JobStatus job, PrintWriter out)
            throws IOException, InterruptedException {
        if (duplicates != null) {
            service.write(at, "duplicates", duplicates);
            out.printf("%,d probable duplicates written to %s%n", job.duplicates(), duplicates);
            return;
        }
        out.printf("%nProbable duplicates:%n");
        DuplicateTable.lines(service.duplicates(at, ROWS_SHOWN)).forEach(out::println);
        if (job.duplicates() > ROWS_SHOWN) {
            out.printf("and %,d more; --duplicates FILE writes all of them%n", job.duplicates() - ROWS_SHOWN);
        }
        out.printf(
                "%s them: curl -X POST -H \"X-API-Key: $CHIPGRAPH_KEY\" -H 'If-Match: *' -H 'Content-Type: application/json'"
                        + " %s/v1/entities/NEW/merge -d '{\"into\": \"KNOWN\"}'%n",
                job.dryRun() ? "After the import, to merge two of" : "To merge two of",
                to.toString().replaceFirst("/+$", ""));
    }
}
