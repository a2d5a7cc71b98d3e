package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.JsonCursor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Reads how the files of a table are written. */
final class CsvDialectReader {

    static final List<String> FIELDS =
            List.of("delimiter", "quote", "encoding", "comment", "columns", "null", "whitespace");

    private CsvDialectReader() {}

    static CsvDialect read(JsonCursor table) {
        String delimiter = YamlScalars.text(table.at("delimiter"), ",");
        String quote = YamlScalars.text(table.at("quote"), "\"");
        String comment = YamlScalars.text(table.at("comment"), "");
        char delimiterCharacter = character(table.at("delimiter"), delimiter.equals("tab") ? "\t" : delimiter, "tab");
        char quoteCharacter = quote.equals("none") ? CsvDialect.NO_QUOTE : character(table.at("quote"), quote, "none");
        Character commentCharacter =
                comment.isEmpty() ? null : (Character) character(table.at("comment"), comment, "none");
        if (delimiterCharacter == quoteCharacter
                || (commentCharacter != null
                        && (commentCharacter == delimiterCharacter || commentCharacter == quoteCharacter))) {
            table.wrong("delimiter, quote and comment must be three different characters");
        }
        var nullTexts = new HashSet<String>();
        table.at("null").items().forEach(item -> nullTexts.add(YamlScalars.text(item)));
        return new CsvDialect(
                delimiterCharacter,
                quoteCharacter,
                encoding(table.at("encoding")),
                commentCharacter,
                columns(table.at("columns")),
                nullTexts,
                whitespace(table.at("whitespace")));
    }

    private static char character(JsonCursor field, String text, String word) {
        if (text.length() != 1 || "\r\n\0".contains(text)) {
            field.wrong("must be one character or " + word);
            return '\1';
        }
        return text.charAt(0);
    }

    private static Charset encoding(JsonCursor field) {
        try {
            return Charset.forName(YamlScalars.text(field, "UTF-8"));
        } catch (IllegalArgumentException e) {
            field.wrong("must be a character set such as UTF-8, UTF-16 or windows-1252");
            return StandardCharsets.UTF_8;
        }
    }

    private static List<String> columns(JsonCursor field) {
        var columns = new ArrayList<String>();
        for (JsonCursor item : field.items()) {
            String column = YamlScalars.text(item);
            if (columns.contains(column)) {
                item.wrong("is given twice: " + column);
            }
            columns.add(column);
        }
        return columns;
    }

    private static CsvDialect.Whitespace whitespace(JsonCursor field) {
        var names = Arrays.stream(CsvDialect.Whitespace.values())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return CsvDialect.Whitespace.valueOf(YamlScalars.oneOf(field, names).toUpperCase(Locale.ROOT));
    }
}
