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
        description =
                "Runs the service when called without arguments. The commands prepare and send data to a service.",
        subcommands = {ImportCommand.class, ConvertCommand.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true)
public final class ChipgraphCommand implements Runnable {

    static final int USAGE = CommandLine.ExitCode.USAGE;
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private ChipgraphCommand() {}

    /** The command line. Exit codes: 0 for success, 1 for failure, 2 for invalid arguments. */
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

    /** NDJSON is UTF-8 on every platform. */
    private static PrintWriter utf8(FileDescriptor file) {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8)));
    }

    private static String reason(Exception failure) {
        return switch (failure) {
            case InvalidMapping invalid -> "The mapping is invalid:\n" + invalid.getMessage();
            case IllegalArgumentException wrong -> wrong.getMessage();
            case ServiceClient.Refusal refusal -> refusal.getMessage();
            case ServiceClient.Unavailable unavailable -> unavailable.getMessage();
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
    }
}
