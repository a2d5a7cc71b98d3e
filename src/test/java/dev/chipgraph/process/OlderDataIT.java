package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service takes over the folder of an older edition, whose evidence claimed less than the states of its subjects said:
 * data of format 1, with an edit of two companies and the merge of a third into one of them.
 */
class OlderDataIT {

    @Test
    void itIsTakenOverWithItsEditsAndMerges(@TempDir Path folder) throws IOException, InterruptedException {
        // Given
        unpack(folder);

        // When
        try (var service = ServiceProcess.writable("chipgraph.embedded.folder=" + folder)) {
            service.awaitReady();

            // Then
            assertThat(service.log()).contains("Migrating the data to format 2");
            Json merged = entity(service, "old-foundry");
            assertThat(merged.getList("names.value")).containsExactlyInAnyOrder("OF", "Old Foundry Co");
            assertThat(merged.getList("tags")).containsExactlyInAnyOrder("wafers", "masks");
            assertThat(merged.getString("description")).isEqualTo("Edited.");
            assertThat(merged.getString("size")).isEqualTo("small");
            assertThat(merged.getInt("version")).isEqualTo(3);
            assertThat(merged.getString("attributes.staff")).isEqualTo("20");
            assertThat(merged.getList("evidence.claims.description")).contains("Edited.");
            assertThat(entity(service, "old-customer").getString("size")).isEqualTo("10 people");
            assertThat(read(service, "/v1/search?q=company+foundry").getList("items.entity.id"))
                    .as("kinds are words")
                    .contains("old-foundry");

            // When
            assertOk(service.write("POST", "/v1/entities/old-duplicate/unmerge", null));

            // Then
            Json duplicate = entity(service, "old-duplicate");
            assertThat(duplicate.getString("name")).isEqualTo("Old Foundry Co");
            assertThat(duplicate.getString("size")).isEqualTo("big");
            assertThat(duplicate.getList("evidence.claims.tags")).hasSize(1);
            assertThat(read(service, "/v1/entities/old-duplicate/relationships").getList("items.to.id"))
                    .containsExactly("old-customer");
        }
    }

    private static Json entity(ServiceProcess service, String id) throws InterruptedException {
        return read(service, "/v1/entities/" + id + "?include=evidence");
    }

    /** What a GET returns once the cold database has planned it. */
    private static Json read(ServiceProcess service, String path) throws InterruptedException {
        Eventually.within(Eventually.PATIENCE, path, () -> service.get(path).statusCode() != 503);
        var response = service.get(path);
        assertOk(response);
        return Json.from(response.body());
    }

    private static void assertOk(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static void unpack(Path folder) throws IOException {
        try (var stream = OlderDataIT.class.getResourceAsStream("/data-format-1.zip");
                var zip = new ZipInputStream(stream)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(zip, file);
                }
            }
        }
    }
}
