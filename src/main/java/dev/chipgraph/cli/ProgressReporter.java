package dev.chipgraph.cli;

import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress: a bar in a terminal, otherwise a line from time to time. */
final class ProgressReporter implements AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /** A fixed width: to measure the terminal, the library would take over the Ctrl-C signal, which the command handles. */
    private static final int WIDTH = 80;

    private final PrintWriter out;
    private final boolean terminal;
    private ProgressBar bar;
    private String phase = "";
    private long shownAt;

    ProgressReporter(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @SuppressWarnings("SystemConsoleNull") // true of Java 22 to 24 only
    static boolean inTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /**
     * Shows a state. Frequent calls are cheap.
     *
     * @param total null while unknown
     * @param more further text, such as the rate
     */
    synchronized void show(String what, long done, Long total, String more) {
        boolean begins = !what.equals(phase);
        phase = what;
        if (terminal) {
            if (begins) {
                end();
                bar = new ProgressBarBuilder()
                        .setTaskName(what)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setInitialMax(total == null ? -1 : total)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                        .build();
            }
            bar.maxHint(total == null ? -1 : total).stepTo(done).setExtraMessage(more);
        } else if (begins || System.nanoTime() - shownAt > BETWEEN_LINES.toNanos()) {
            shownAt = System.nanoTime();
            out.println(what + ": " + (total == null ? "%,d".formatted(done) : "%,d of %,d".formatted(done, total))
                    + (more.isEmpty() ? "" : ", " + more));
            out.flush();
        }
    }

    @Override
    public void close() {
        end();
    }

    /** Ends the bar, so that other text can follow. */
    synchronized void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
