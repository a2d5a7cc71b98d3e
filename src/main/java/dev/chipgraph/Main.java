package dev.chipgraph;

import dev.chipgraph.cli.ChipgraphCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs the service or, with arguments, a command. */
@QuarkusMain
public final class Main {

    Main() {}

    /** Commands start neither the service nor its database. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            // Quarkus would answer an invalid URL with an empty body; PreMatchFilters answers with a problem document.
            System.setProperty("vertx.disableURIValidation", "true");
            Quarkus.run();
        } else {
            System.exit(ChipgraphCommand.commandLine().execute(arguments));
        }
    }
}
