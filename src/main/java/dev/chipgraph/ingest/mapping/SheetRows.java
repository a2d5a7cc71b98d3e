package dev.chipgraph.ingest.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** The rows of a sheet of an Excel workbook. Dates are as precise as their cells show them, in ISO 8601. */
final class SheetRows implements TableRows {

    /** Excel keeps 15 digits; more are an artefact of binary fractions. */
    private static final MathContext DIGITS = new MathContext(15);
    /** Parts of a number format that are literal text, colours, conditions or space. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|[_*].|\\[[^\\]]*]|;.*");

    private static final Pattern PADDED = Pattern.compile("0{2,}");

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private int width;
    private long line;

    /**
     * @param columns the number of columns that the table is known to have
     */
    SheetRows(Path file, int sheet, int columns) throws IOException {
        workbook = open(file);
        try {
            stream = workbook.getSheet(sheet).orElseThrow().openStream();
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
        rows = stream.iterator();
        width = columns;
    }

    /** Opens a workbook with the formats of its cells, where it has any. */
    static ReadableWorkbook open(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (ExcelReaderException withoutStyles) {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true));
        }
    }

    /** Whether no cell of a sheet has a text: older versions of Excel add two such sheets to each workbook. */
    static boolean isEmpty(Sheet sheet) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            return rows.allMatch(row -> row.getFirstNonEmptyCell().isEmpty());
        }
    }

    @Override
    public Optional<RawRow> next(TableReader.Problems problems) {
        try {
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            Row row = rows.next();
            line = row.getRowNum();
            return Optional.of(new RawRow(line, cells(row)));
        } catch (RuntimeException e) {
            // The library throws exceptions of many types when a workbook is damaged.
            problems.add(line + 1, "row", "cannot be read, and neither can the rest of the sheet: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The texts of a row. A workbook leaves out empty cells, also at the end. */
    private List<String> cells(Row row) {
        width = Math.max(width, row.getCellCount());
        var cells = new ArrayList<String>(width);
        for (int i = 0; i < width; i++) {
            cells.add(row.getOptionalCell(i).map(SheetRows::text).orElse(""));
        }
        return cells;
    }

    private static String text(Cell cell) {
        return switch (cell.getValue()) {
            case null -> Objects.requireNonNullElse(cell.getRawValue(), "");
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            case BigDecimal number -> text(cell, number);
            default -> cell.getText();
        };
    }

    private static String text(Cell cell, BigDecimal number) {
        String format = format(cell);
        if (format.contains("y") || format.contains("d")) {
            return date(cell.asDate(), format);
        }
        if (format.contains("%")) {
            return plain(number.movePointRight(2)) + "%";
        }
        String text = plain(number);
        return PADDED.matcher(format).matches()
                ? "0".repeat(Math.max(0, format.length() - text.length())) + text
                : text;
    }

    private static String plain(BigDecimal number) {
        return Figure.written(number.round(DIGITS));
    }

    /** The number format of a cell, without what does not depend on the number. */
    private static String format(Cell cell) {
        String format = cell.getDataFormatString();
        Integer id = cell.getDataFormatId();
        if (format == null) {
            // Excel has dates of East Asian editions at these numbers, without their texts.
            return id != null && ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) ? "d" : "";
        }
        return format.equalsIgnoreCase("General")
                ? ""
                : LITERAL.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String date(LocalDateTime date, String format) {
        if (!date.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return date.toString();
        }
        String day = date.toLocalDate().toString();
        return format.contains("d") ? day : day.substring(0, format.contains("m") ? 7 : 4);
    }

    @Override
    public String damage() {
        return "the file is damaged";
    }

    @Override
    public void close() {
        stream.close();
        try {
            workbook.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
