package dev.chipgraph.rest.format;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.model.WireName;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/**
 * How CSV is written, as query parameters choose. Programs read the default; spreadsheets of lands with a decimal comma read
 * {@code delimiter=;&decimal=,}.
 *
 * @param delimiter what separates cells
 * @param decimal what separates the decimals of a number
 * @param bom whether the byte order mark comes first, by which spreadsheets recognise UTF-8
 */
public record CsvDialect(Delimiter delimiter, DecimalMark decimal, boolean bom) {

    public static final String DELIMITER = "delimiter";
    public static final String DECIMAL = "decimal";
    public static final String BOM = "bom";

    /** What separates cells. */
    public enum Delimiter implements WireName {
        COMMA(",", ','),
        SEMICOLON(";", ';'),
        TAB("tab", '\t');

        private final String wire;
        private final char character;

        Delimiter(String wire, char character) {
            this.wire = wire;
            this.character = character;
        }

        public static Delimiter fromString(String wire) {
            return read(Delimiter.class, wire, "must be \",\" or \";\" or tab");
        }

        @Override
        @JsonValue
        public String wire() {
            return wire;
        }

        char character() {
            return character;
        }
    }

    /** What separates the decimals of a number. */
    public enum DecimalMark implements WireName {
        POINT("."),
        COMMA(",");

        private final String wire;

        DecimalMark(String wire) {
            this.wire = wire;
        }

        public static DecimalMark fromString(String wire) {
            return read(DecimalMark.class, wire, "must be \".\" or \",\"");
        }

        @Override
        @JsonValue
        public String wire() {
            return wire;
        }
    }

    /** Reads a sign. In the usual list of what is allowed, commas among commas would be hard to see. */
    private static <E extends Enum<E> & WireName> E read(Class<E> signs, String wire, String allowed) {
        try {
            return WireName.read(signs, wire);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(allowed, unknown);
        }
    }

    /** Whether commas would separate cells and decimals alike. */
    public static boolean isAmbiguous(MultivaluedMap<String, String> query) {
        return DecimalMark.COMMA.wire().equals(query.getFirst(DECIMAL))
                && Delimiter.COMMA
                        .wire()
                        .equals(query.getOrDefault(DELIMITER, List.of(",")).getFirst());
    }

    /** Reads query parameters whose values have been checked. */
    static CsvDialect of(MultivaluedMap<String, String> query) {
        return new CsvDialect(
                query.containsKey(DELIMITER) ? Delimiter.fromString(query.getFirst(DELIMITER)) : Delimiter.COMMA,
                query.containsKey(DECIMAL) ? DecimalMark.fromString(query.getFirst(DECIMAL)) : DecimalMark.POINT,
                !"false".equals(query.getFirst(BOM)));
    }
}
