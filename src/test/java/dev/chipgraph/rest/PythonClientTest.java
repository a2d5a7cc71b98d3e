package dev.chipgraph.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chipgraph.Api;
import dev.chipgraph.http.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Python client and the Python of {@code docs/clients.md} work with this service. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class PythonClientTest {

    /** The second one is that of the system, for which distributions have pandas and NetworkX. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private static final Path CLIENT = Path.of("clients", "python");

    @Test
    void theTestsOfThePythonClientSucceed() throws IOException, InterruptedException {
        Optional<String> python =
                python("import pandas, networkx").or(() -> python("import sys; sys.exit(sys.version_info < (3, 9))"));
        assumeTrue(python.isPresent(), "Needs python3 of 3.9 or newer, and for all of it pandas and networkx");

        Process tests = start(python.get(), "-B", "-m", "unittest", "test_chipgraph");

        String said = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tests.waitFor()).as(said).isZero();
    }

    private static Optional<String> python(String imports) {
        return PYTHONS.stream().filter(python -> succeeds(python, imports)).findFirst();
    }

    private static boolean succeeds(String python, String code) {
        try {
            return start(python, "-c", code).waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(CLIENT.toFile()).redirectErrorStream(true);
        builder.environment().put("CHIPGRAPH_URL", Request.service().toString());
        builder.environment().put("NO_PROXY", Request.service().getHost());
        return builder.start();
    }
}
