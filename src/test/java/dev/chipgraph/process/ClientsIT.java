package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others make of the committed contract: clients that compile, and no complaint of a linter. */
class ClientsIT {

    /** The build has put there the generated clients and the modules for node. */
    private static final Path CLIENTS = Path.of("target", "clients");

    /** The client for TypeScript, whose tests are compiled only. */
    private static final Path PACKAGE = Path.of("clients", "typescript");

    private static final List<String> SOURCES = List.of(
            "package.json",
            "package-lock.json",
            "tsconfig.json",
            "src/index.ts",
            "test/tsconfig.json",
            "test/company-page.ts",
            "test/partners.ts");

    /** As far from the contract as the package, so that no module is installed among its sources. */
    private static final Path COPY = Path.of("target", "typescript");

    private static final int OLDEST_NODE = 18;

    private static final String LINT = """
            const { lint, loadConfig } = require('@redocly/openapi-core')
            loadConfig({ configPath: '../../src/test/resources/redocly.yaml' })
              .then(config => lint({ ref: '../../openapi.yaml', config }))
              .then(problems => problems.forEach(({ severity, ruleId, location: [{ pointer }], message }) =>
                console.log(`${severity} ${ruleId} at ${pointer}: ${message}`)))
            """;

    @Test
    void theJavaClientCompiles(@TempDir Path classes) throws IOException {
        var errors = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(errors, Locale.ROOT, StandardCharsets.UTF_8)) {
            var options = List.of(
                    "-proc:none", "-classpath", System.getProperty("java.class.path"), "-d", classes.toString());
            var sources = files.getJavaFileObjectsFromPaths(files(CLIENTS.resolve("java/src/main/java")));
            compiler.getTask(null, files, errors, options, null, sources).call();
        }

        assertThat(errors.getDiagnostics())
                .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .isEmpty();
        assertHasEveryOperation(CLIENTS.resolve("java/src/main/java/org/openapitools/client/api"));
    }

    @Test
    void theTypeScriptClientCompiles() throws IOException, InterruptedException {
        assumeNode();

        String errors = node(
                "node_modules/typescript/bin/tsc",
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "esnext",
                "--moduleResolution",
                "bundler",
                "typescript/index.ts");

        assertThat(errors).isEmpty();
        assertHasEveryOperation(CLIENTS.resolve("typescript/apis"));
    }

    @Test
    void theTypesOfTheContractLeadTheHand() throws IOException, InterruptedException {
        assumeNode();
        for (String file : SOURCES) {
            Path copy = COPY.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(PACKAGE.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(installed(COPY), "Needs npm, and its registry unless the packages are in its cache");

        run(COPY, "npm", "run", "--silent", "build");
        String types = Files.readString(COPY.resolve("src/contract.ts"));
        assertThat(types.replaceAll("export type (webhooks|\\$defs) = .*", ""))
                .as("objects of which the contract says nothing")
                .doesNotContain("Record<string, never>");
        assertThat(run(COPY, "npm", "run", "--silent", "check")).isEmpty();
    }

    private static boolean installed(Path folder) throws InterruptedException {
        try {
            return new ProcessBuilder("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit")
                            .directory(folder.toFile())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    @Test
    void theLinterFindsNothing() throws IOException, InterruptedException {
        assumeNode();

        assertThat(node("--eval", LINT)).isEmpty();
    }

    private static void assertHasEveryOperation(Path sources) throws IOException {
        var code = new StringBuilder();
        for (Path file : files(sources)) {
            code.append(Files.readString(file));
        }
        var operations = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("openapi.yaml").toFile())
                .path("paths")
                .findValuesAsText("operationId");
        assertThat(operations).isNotEmpty();
        assertThat(operations)
                .as("Operations that the client lacks or names otherwise")
                .filteredOn(operation -> code.indexOf(" " + operation + "(") < 0)
                .isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void assumeNode() throws InterruptedException {
        int version;
        try {
            version = Integer.parseInt(
                    node("--print", "parseInt(process.versions.node)").strip());
        } catch (IOException absent) {
            version = 0;
        }
        assumeTrue(version >= OLDEST_NODE, "Needs a node %d or newer on the PATH".formatted(OLDEST_NODE));
    }

    /** Runs node among the clients and returns what it said. */
    private static String node(String... arguments) throws IOException, InterruptedException {
        return run(
                CLIENTS,
                Stream.concat(Stream.of("node", "--no-warnings"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(said.isEmpty() ? status : 0)
                .as("Status of a command that said nothing")
                .isZero();
        return said;
    }
}
