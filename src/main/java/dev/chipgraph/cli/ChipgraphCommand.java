package dev.chipgraph.cli;

import dev.chipgraph.ingest.mapping.InvalidMapping;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the packaged service. */
@Command(
        name = "chipgraph",
        description = "Without arguments, runs the service. The commands work on data for one.",
        subcommands = {ImportCommand.class, ConvertCommand.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true)
public final class ChipgraphCommand implements Runnable {

    static final int USAGE = CommandLine.ExitCode.USAGE;
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private ChipgraphCommand() {}

    /** Ready to execute arguments; the exit code is 0 when all went well, 1 when it did not, 2 when they are wrong. */
    public static CommandLine commandLine() {
        return new CommandLine(new ChipgraphCommand())
                .setOut(utf8(FileDescriptor.out))
                .setErr(utf8(FileDescriptor.err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getOut().flush();
                    command.getErr().println(reason(failure));
                    command.getErr().flush();
                    return failure instanceof InvalidMapping || failure instanceof IllegalArgumentException
                            ? USAGE
                            : FAILED;
                });
    }

    /** NDJSON is UTF-8 wherever it is written. */
    private static PrintWriter utf8(FileDescriptor file) {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8)));
    }

    private static String reason(Exception failure) {
        return switch (failure) {
            case InvalidMapping invalid -> "The mapping cannot be used:\n" + invalid.getMessage();
            case IllegalArgumentException wrong -> wrong.getMessage();
            case ServiceClient.Refusal refusal -> refusal.getMessage();
            case ServiceClient.Unavailable unavailable -> unavailable.getMessage();
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
