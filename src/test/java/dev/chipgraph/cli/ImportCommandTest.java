package dev.chipgraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command import, against a service that answers as told. */
class ImportCommandTest extends CommandFixture {

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    // --- import

    @Test
    void sendsFilesAndMappingAndFollowsTheImport() throws IOException {
        answers.addAll(List.of(
                job("checking", ",\"rowsPerSecond\":600.0"),
                job("loading", ",\"rowsPerSecond\":600.0,\"secondsLeft\":2"),
                "503",
                job("done", ",\"changed\":{\"entities\":3,\"relationships\":4,\"evidence\":5},\"rejections\":0")));

        int code = run(
                "import",
                file("a.csv", "id,name\nđ,Ω\n"),
                file("b.csv", "x"),
                "--mapping",
                file("m.yaml", MAPPING),
                "--to",
                url() + "/",
                "--key",
                "secret",
                "--lenient",
                "--dry-run",
                "--prune",
                "--source",
                "made-up",
                "--name",
                "A & B");

        assertThat(err.toString())
                .contains("sending: ", "checking: 1,200, 600 rows/s", "loading: 300 of 1,199, 600 rows/s, 2 s left");
        assertThat(err.toString()).contains("waiting for the service");
        assertThat(out.toString())
                .contains(
                        "i1 done: 1,200 rows read, 1,199 accepted, 1 rejected; changed 3 entities, 4 relationships, 5");
        assertThat(code).isZero();
        assertThat(requests.getFirst())
                .isEqualTo("POST /v1/imports?mode=lenient&dryRun=true&prune=true&source=made-up&name=A+%26+B");
        assertThat(upload)
                .startsWith("secret\nmultipart/form-data; boundary=")
                .contains("Content-Disposition: form-data; name=\"mapping\"\r\n")
                .contains("\r\n\r\n" + MAPPING + "\r\n--")
                .contains("Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n")
                .contains("\r\n\r\nid,name\nđ,Ω\n\r\n--")
                .contains("filename=\"b.csv\"")
                .endsWith("--\r\n");
    }

    @Test
    void namesBundledMappings() throws IOException {
        answers.add(job("done", ""));

        assertThat(run("import", file("a.csv", "x"), "--mapping", "tota", "--to", url()))
                .isZero();

        assertThat(upload).contains("\r\n\r\ntota\r\n--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "failed", "cancelled"})
    void failsWhenTheImportDoes(String state) throws IOException {
        answers.add(job(state, ",\"rejections\":12,\"detail\":\"Because.\""));

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url())).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "i1 " + state,
                        "Because.",
                        "t.csv,2,name,is required",
                        "and 2 more; --rejections FILE writes all of them");
    }

    @Test
    void writesRejectionsToAFile() throws IOException {
        answers.add(job("done", ",\"rejections\":1"));
        Path rejections = folder.resolve("r.csv");

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url(), "--rejections", rejections.toString()))
                .isZero();

        assertThat(rejections).hasContent("file,line,field,message\nt.csv,2,name,is required\n");
    }

    @Test
    void showsProbableDuplicatesAsATable() throws IOException {
        answers.add(job("done", ",\"duplicates\":12,\"dryRun\":true"));

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url(), "--dry-run"))
                .isZero();

        assertThat(out.toString().lines())
                .containsSubsequence(
                        "SCORE  NEW         KNOWN                WHY",
                        "0.88   seoul-semi  seoul-semiconductor  The names are alike. Both are in KR.",
                        "and 2 more; --duplicates FILE writes all of them");

        Path file = folder.resolve("d.csv");
        assertThat(run("import", file("b.ndjson", "{}"), "--to", url(), "--duplicates", file.toString()))
                .isZero();
        assertThat(file).hasContent("file,line,score\n");
    }

    @Test
    void doesNotWaitWhenDetached() throws IOException {
        assertThat(run("import", file("a.ndjson", "{}"), "--to", url(), "--detach"))
                .isZero();

        assertThat(out.toString()).isEqualToIgnoringNewLines(url() + "/v1/imports/i1");
        assertThat(requests).hasSize(1);
    }

    @Test
    void tellsWhatTheServiceRefuses() throws IOException {
        status = 400;
        refusal = """
                {"title":"Bad Request","detail":"The mapping cannot be used.",
                 "violations":[{"in":"mapping","field":"tables[0].file","message":"is required"}]}""";

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url())).isEqualTo(1);

        assertThat(err.toString())
                .contains("400 Bad Request", "The mapping cannot be used.", "mapping tables[0].file: is required");
    }

    @Test
    void tellsWhenThereIsNoService() throws IOException {
        server.stop(0);

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url())).isEqualTo(1);

        assertThat(err.toString()).contains(url()).contains("cannot be reached").doesNotContain("\tat ");
    }
}
