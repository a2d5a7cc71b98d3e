package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The bundled countries by their ISO 3166-1 codes: two letters, three letters or three digits. */
final class Countries {

    private static final Map<String, String> IDS = read();

    private Countries() {}

    /** The id of the bundled place; empty when no country has this code today. */
    static Optional<String> id(String code) {
        return Optional.ofNullable(IDS.get(code.strip().toUpperCase(Locale.ROOT)));
    }

    private static Map<String, String> read() {
        var ids = new HashMap<String, String>();
        try (InputStream file = Countries.class.getResourceAsStream("/dataset/reference/countries.ndjson");
                var lines = new JsonMapper().readerFor(JsonNode.class).<JsonNode>readValues(file)) {
            while (lines.hasNext()) {
                JsonNode country = lines.next().path("entity");
                for (String code : new String[] {
                    country.path("isoCode").asText(),
                    country.path("attributes").path("iso3").asText(),
                    country.path("attributes").path("isoNumeric").asText()
                }) {
                    ids.put(code, country.path("id").asText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ids.remove("");
        return ids;
    }
}
