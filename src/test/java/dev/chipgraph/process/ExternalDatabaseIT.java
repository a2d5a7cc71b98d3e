package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service works with a Neo4j that it did not start: here with the one of another service. */
class ExternalDatabaseIT {

    private static final Duration RED = Duration.ofSeconds(2);
    private static final Duration REFUSED = Duration.ofSeconds(3);
    private static final Pattern ADDRESS = Pattern.compile("server\\.bolt\\.listen_address=.*:(\\d+)");
    private static final String KEY_PASSWORD = "only-for-this-test";

    private ServiceProcess owner;
    private int port;
    private String password;

    @BeforeEach
    void database() throws IOException, InterruptedException {
        owner = SharedService.ready();
        var settings = ADDRESS.matcher(
                Files.readString(SharedService.folder().resolve("conf").resolve("neo4j.conf")));
        assertThat(settings.find()).isTrue();
        port = Integer.parseInt(settings.group(1));
        password = Files.readString(SharedService.folder().resolve("password"));
    }

    @Test
    void oneServerBySetting(@TempDir Path elsewhere) throws IOException, InterruptedException {
        Path unused = elsewhere.resolve("data");
        try (var service = ServiceProcess.with(
                "quarkus.neo4j.uri=bolt://127.0.0.1:" + port,
                "quarkus.neo4j.authentication.password=" + password,
                "chipgraph.embedded.folder=" + unused)) {
            assertUses(service);
        }
        assertThat(unused).doesNotExist();
    }

    @Test
    void clusterByEnvironment() throws IOException, InterruptedException {
        try (var service = ServiceProcess.withEnvironment(Map.of(
                "QUARKUS_NEO4J_URI",
                "neo4j://127.0.0.1:" + port,
                "QUARKUS_NEO4J_AUTHENTICATION_USERNAME",
                "neo4j",
                "QUARKUS_NEO4J_AUTHENTICATION_PASSWORD",
                password))) {
            assertUses(service);
        }
    }

    @Test
    void encrypted(@TempDir Path keys) throws IOException, InterruptedException, GeneralSecurityException {
        // Given: what ends the encryption stands before the database, as it does before many
        Path key = keys.resolve("key.p12");
        Path trusted = keys.resolve("trusted.p12");
        makeCertificate(key, trusted);
        int encrypted = ServiceProcess.freePort();
        String uri = "quarkus.neo4j.uri=neo4j+s://localhost:" + encrypted;
        String pass = "quarkus.neo4j.authentication.password=" + password;
        try (var way = Forwarder.open(sockets(key), encrypted, port)) {
            assertThat(way).isNotNull();

            // When
            try (var service = ServiceProcess.with(
                    uri,
                    pass,
                    "javax.net.ssl.trustStore=" + trusted,
                    "javax.net.ssl.trustStorePassword=" + KEY_PASSWORD)) {
                // Then
                assertUses(service);
            }

            // And: a certificate that nobody vouches for is not accepted
            try (var service = ServiceProcess.with(uri, pass)) {
                service.awaitListening();
                awaitReason(service, "certificate");
                assertRefused(service);
            }
        }
    }

    @Test
    void wrongPassword() throws IOException, InterruptedException {
        try (var service = ServiceProcess.with(
                "quarkus.neo4j.uri=bolt://127.0.0.1:" + port, "quarkus.neo4j.authentication.password=wrong")) {
            service.awaitListening();
            awaitReason(service, "refuses the user name or password");
            assertRefused(service);

            // And the reason does not change to something else when Neo4j has seen it too often
            var reasons = new HashSet<String>();
            long start = System.nanoTime();
            Eventually.within(Duration.ofSeconds(10), "some more attempts", () -> {
                reasons.add(service.reason());
                return System.nanoTime() - start > Duration.ofSeconds(4).toNanos();
            });
            assertThat(reasons).allSatisfy(reason -> assertThat(reason).contains("password"));
            assertThat(service.isLive()).isTrue();
        }
        assertThat(owner.isReady()).isTrue();
    }

    @Test
    void noSuchDatabase() throws IOException, InterruptedException {
        try (var service = ServiceProcess.with(
                "quarkus.neo4j.uri=bolt://127.0.0.1:" + port,
                "quarkus.neo4j.authentication.password=" + password,
                "chipgraph.database.name=nowhere")) {
            service.awaitListening();
            awaitReason(service, "nowhere");
            assertRefused(service);
        }
    }

    @Test
    void awayAtStartAndAwayLater() throws IOException, InterruptedException {
        // Given
        int away = ServiceProcess.freePort();
        String address = "bolt://127.0.0.1:" + away;

        // When
        try (var service = ServiceProcess.with(
                "quarkus.neo4j.uri=" + address, "quarkus.neo4j.authentication.password=" + password)) {
            service.awaitListening();

            // Then
            awaitReason(service, "The database cannot be reached");
            assertThat(service.get("/q/health/ready").body()).contains(address);
            assertRefused(service);
            assertThat(service.get(ServiceProcess.PARTNERS).body())
                    .contains("cannot be reached")
                    .doesNotContain("127.0.0.1", String.valueOf(away));

            // And: something that is no Neo4j takes its place for a while
            Thread web;
            try (var other = new ServerSocket(away, 50, InetAddress.getLoopbackAddress())) {
                web = Thread.ofVirtual().start(() -> answerAsWebServer(other));
                awaitReason(service, "HTTP");
                assertRefused(service);
            }
            web.join();

            // And: the database appears
            try (var way = Forwarder.open(away, port)) {
                assertThat(way).isNotNull();
                assertUses(service);
            }

            // And: it is cut off
            Eventually.within(RED, "readiness is red", () -> !service.isReady());
            assertRefused(service);

            // And: it returns
            try (var way = Forwarder.open(away, port)) {
                assertThat(way).isNotNull();
                assertUses(service);
            }
        }
    }

    private void assertUses(ServiceProcess service) throws InterruptedException {
        service.awaitReady();
        assertThat(service.hasChild()).as("It has started a database").isFalse();
        var expected = owner.get(ServiceProcess.PARTNERS);
        var answer = service.get(ServiceProcess.PARTNERS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(expected.body()).contains("vn-it-industry-department");
    }

    private static void awaitReason(ServiceProcess service, String part) throws InterruptedException {
        Eventually.within(
                Duration.ofSeconds(15),
                "the reason says " + part,
                () -> service.reason().contains(part));
    }

    private static void assertRefused(ServiceProcess service) throws InterruptedException {
        assertThat(service.isReady()).isFalse();
        assertThat(service.getAtOnce(1, ServiceProcess.PARTNERS)).allSatisfy(asked -> {
            assertThat(asked.response().statusCode()).isEqualTo(503);
            assertThat(asked.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(asked.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(asked.time()).isLessThanOrEqualTo(REFUSED);
        });
        assertThat(service.isLive()).isTrue();
    }

    private static void answerAsWebServer(ServerSocket server) {
        byte[] answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        while (!server.isClosed()) {
            try (Socket client = server.accept();
                    OutputStream out = client.getOutputStream()) {
                assertThat(client.getInputStream().read()).isNotNegative();
                out.write(answer);
            } catch (IOException gone) {
                // the next one may stay longer
            }
        }
    }

    private static void makeCertificate(Path key, Path trusted) throws IOException, InterruptedException {
        Path certificate = key.resolveSibling("certificate.pem");
        keytool(
                "-genkeypair -alias bolt -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2 -keystore",
                key);
        keytool("-exportcert -rfc -alias bolt -file " + certificate + " -keystore", key);
        keytool("-importcert -noprompt -alias bolt -file " + certificate + " -keystore", trusted);
    }

    private static void keytool(String options, Path store) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(store.toString(), "-storetype", "PKCS12", "-storepass", KEY_PASSWORD));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    private static ServerSocketFactory sockets(Path key) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(key.toFile(), KEY_PASSWORD.toCharArray()), KEY_PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
