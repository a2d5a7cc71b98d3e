package dev.chipgraph;

import dev.chipgraph.cli.ChipgraphCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs the service, or with arguments one of the commands. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Commands neither start the service nor its database. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            // Quarkus rejects an invalid URL with an empty answer; PreMatchFilters rejects it with a problem document.
            System.setProperty("vertx.disableURIValidation", "true");
            Quarkus.run();
        } else {
            System.exit(ChipgraphCommand.commandLine().execute(arguments));
        }
    }
}
