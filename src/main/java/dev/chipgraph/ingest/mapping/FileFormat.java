package dev.chipgraph.ingest.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;

/** What a file is, by its first bytes. */
enum FileFormat {
    TEXT("is text", null),
    ZIP("is a .zip archive within another; unpack it first", "PK\\x03\\x04"),
    WORKBOOK("is an Excel workbook", null),
    XLS(
            "is an .xls file of Excel 97 or is protected by a password; save it without a password as .xlsx or CSV",
            "\\xd0\\xcf\\x11\\xe0"),
    XLSB("is an .xlsb file; save it as .xlsx or CSV", null),
    OFFICE("is a document of Word or PowerPoint; save its table as .xlsx or CSV", null),
    OPEN_DOCUMENT("is an OpenDocument file; save it as .xlsx or CSV", null),
    NUMBERS("is a document of Apple Numbers, Pages or Keynote; export it as .xlsx or CSV", null),
    PDF("is a PDF document; save its table as .xlsx or CSV", "%PDF-"),
    HTML("is an HTML page; save its table as .xlsx or CSV", "(?i)\\s*<(?:!doctype html|html|table|head)\\b"),
    XML("is an XML file; save its table as .xlsx or CSV", "\\s*<\\?xml\\b"),
    PARQUET("is a Parquet file; write it as CSV", "PAR1\\x15"),
    SQLITE("is an SQLite database; write its tables as CSV", "SQLite format 3\\x00"),
    GZIP("is packed with gzip; pack it once, and let its name end in .gz", "\\x1f\\x8b"),
    ARCHIVE(
            "is an archive that the service does not unpack; pack the table as .gz or .zip",
            "7z\\xbc\\xaf|Rar!\\x1a|\\xfd7zXZ|BZh[1-9]1AY&SY|\\x28\\xb5\\x2f\\xfd");

    /** How many bytes tell the format. */
    static final int START = 64;

    private final String description;
    private final Pattern signature;

    FileFormat(String description, String signature) {
        this.description = description;
        this.signature = signature == null ? null : Pattern.compile("(?:\\xef\\xbb\\xbf)?(?:" + signature + ")");
    }

    static FileFormat of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(format -> format.signature != null
                        && format.signature.matcher(text).lookingAt())
                .findFirst()
                .orElse(TEXT);
    }

    /** The format of an archive with these members: documents of many programs are archives. */
    static FileFormat ofArchive(Collection<String> members) {
        if (members.contains("[Content_Types].xml")) {
            return members.contains("xl/workbook.bin")
                    ? XLSB
                    : members.stream().anyMatch(member -> member.startsWith("xl/")) ? WORKBOOK : OFFICE;
        }
        return members.contains("mimetype") && members.contains("content.xml")
                ? OPEN_DOCUMENT
                : members.stream().anyMatch(member -> member.endsWith(".iwa")) ? NUMBERS : ZIP;
    }

    /** What the file is and what to do with it, where it cannot be read. */
    String description() {
        return description;
    }
}
