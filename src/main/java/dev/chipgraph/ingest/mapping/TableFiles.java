package dev.chipgraph.ingest.mapping;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * The tables in the files of a client: text files, the sheets of workbooks and the members of archives. Workbooks and archives
 * are copied to temporary files, which are deleted when this is closed.
 */
final class TableFiles implements AutoCloseable {

    /** The library keeps the shared texts of a workbook in memory. */
    private static final long MOST_SHARED_TEXT = 256L << 20;

    /** Opens the rows of a table. */
    @FunctionalInterface
    interface Opener {
        TableRows open(CsvDialect dialect) throws IOException;
    }

    /**
     * A table, or a file that cannot be read as one.
     *
     * @param path the name that the client gave its file, with the path inside the file
     * @param container the name that the client gave its file
     * @param names the names by which a mapping finds it
     * @param opener null when it cannot be read
     */
    record Table(String path, String container, List<String> names, FileFormat format, Opener opener) {}

    private final UnaryOperator<InputStream> limit;
    private final List<Table> tables = new ArrayList<>();
    private final Deque<Closeable> resources = new ArrayDeque<>();

    private TableFiles(UnaryOperator<InputStream> limit) {
        this.limit = limit;
    }

    /**
     * Finds the tables in files.
     *
     * @param limit limits the size of what is unpacked from an archive
     * @throws InvalidMapping when an archive or a workbook is damaged
     * @throws UncheckedIOException when a file cannot be read from where it is
     */
    static TableFiles of(Map<String, MappedTables.Bytes> files, UnaryOperator<InputStream> limit) {
        var found = new TableFiles(limit);
        var violations = new MappingViolations();
        try {
            files.forEach((name, bytes) -> found.add(name, bytes, violations));
            violations.throwIfAny();
            return found;
        } catch (RuntimeException e) {
            found.close();
            throw e;
        }
    }

    List<Table> tables() {
        return tables;
    }

    private void add(String file, MappedTables.Bytes bytes, MappingViolations violations) {
        try (InputStream in = bytes.open()) {
            FileFormat format = FileFormat.of(in.readNBytes(FileFormat.START));
            if (format == FileFormat.ZIP) {
                addArchive(file, bytes);
            } else {
                boolean text = format == FileFormat.TEXT;
                Opener opener = text ? dialect -> new CsvRows(dialect, bytes.open()) : null;
                tables.add(new Table(file, file, List.of(TableInput.baseName(file)), format, opener));
            }
        } catch (ZipException | EOFException e) {
            violations.add("tables", file + " cannot be unpacked: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addArchive(String file, MappedTables.Bytes bytes) throws IOException {
        Path copy;
        try (InputStream in = bytes.open()) {
            copy = copy(in);
        }
        ZipFile archive = archive(copy);
        FileFormat format = format(archive);
        if (format != FileFormat.ZIP) {
            addDocument(file, file, copy, archive, format);
            return;
        }
        for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
            String name = TableInput.baseName(entry.getName());
            if (!entry.isDirectory()
                    && !name.startsWith(".")
                    && !entry.getName().startsWith("__MACOSX/")) {
                addMember(file, archive, entry, name);
            }
        }
    }

    private void addMember(String file, ZipFile archive, ZipArchiveEntry entry, String name) throws IOException {
        String path = file + "/" + entry.getName();
        FileFormat format;
        try (InputStream in = member(archive, entry)) {
            format = FileFormat.of(in.readNBytes(FileFormat.START));
        }
        if (format == FileFormat.ZIP) {
            Path copy;
            try (InputStream in = member(archive, entry)) {
                copy = copy(in);
            }
            ZipFile inner = archive(copy);
            addDocument(path, file, copy, inner, format(inner));
        } else {
            boolean text = format == FileFormat.TEXT;
            Opener opener = text ? dialect -> new CsvRows(dialect, member(archive, entry)) : null;
            tables.add(new Table(path, file, List.of(name), format, opener));
        }
    }

    /** Adds the sheets of a workbook. The only sheet that has cells and is not hidden goes by the name of the workbook too. */
    private void addDocument(String path, String container, Path copy, ZipFile archive, FileFormat format)
            throws IOException {
        String name = TableInput.baseName(path);
        if (format != FileFormat.WORKBOOK) {
            tables.add(new Table(path, container, List.of(name), format, null));
            return;
        }
        checkSharedText(archive);
        try (var workbook = SheetRows.open(copy)) {
            var sheets = workbook.getSheets().toList();
            var shown = new ArrayList<Sheet>();
            for (Sheet sheet : sheets) {
                if (sheet.getVisibility() == SheetVisibility.VISIBLE && !SheetRows.isEmpty(sheet)) {
                    shown.add(sheet);
                }
            }
            for (Sheet sheet : sheets) {
                String full = name + "/" + sheet.getName();
                boolean only = shown.equals(List.of(sheet));
                tables.add(new Table(
                        only ? path : path + "/" + sheet.getName(),
                        container,
                        only ? List.of(name, full) : List.of(full),
                        format,
                        dialect -> new SheetRows(
                                copy, sheet.getIndex(), dialect.columns().size())));
            }
        } catch (IOException | RuntimeException e) {
            // The library throws exceptions of many types when a workbook is damaged.
            throw damage(e);
        }
    }

    private static void checkSharedText(ZipFile archive) throws IOException {
        ZipArchiveEntry texts = archive.getEntry("xl/sharedStrings.xml");
        if (texts != null) {
            try (InputStream in = new Member(archive, texts)) {
                in.skipNBytes(MOST_SHARED_TEXT);
            } catch (EOFException smaller) {
                return;
            }
            throw new ZipException(
                    "its texts are larger than %d MiB; save its sheets as CSV".formatted(MOST_SHARED_TEXT >> 20));
        }
    }

    private InputStream member(ZipFile archive, ZipArchiveEntry entry) throws IOException {
        return limit.apply(new Member(archive, entry));
    }

    private Path copy(InputStream in) throws IOException {
        Path copy = Files.createTempFile("chipgraph-import", ".scratch");
        copy.toFile().deleteOnExit();
        resources.push(() -> Files.deleteIfExists(copy));
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    private ZipFile archive(Path copy) throws ZipException {
        try {
            ZipFile archive = ZipFile.builder().setPath(copy).get();
            resources.push(archive);
            return archive;
        } catch (IOException e) {
            throw damage(e);
        }
    }

    private static FileFormat format(ZipFile archive) {
        return FileFormat.ofArchive(Collections.list(archive.getEntries()).stream()
                .map(ZipArchiveEntry::getName)
                .toList());
    }

    /** What is wrong with a local copy is wrong with the file. */
    private static ZipException damage(Exception e) {
        var damage = new ZipException(e.getMessage());
        damage.initCause(e);
        return damage;
    }

    @Override
    public void close() {
        try {
            while (!resources.isEmpty()) {
                resources.pop().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member of an archive, with its checksum verified at its end. */
    private static final class Member extends CheckedInputStream {

        private final long checksum;

        private Member(ZipFile archive, ZipArchiveEntry entry) throws IOException {
            super(archive.getInputStream(entry), new CRC32());
            checksum = entry.getCrc();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count;
            try {
                count = super.read(into, from, length);
            } catch (IOException e) {
                throw damage(e);
            }
            if (count < 0 && getChecksum().getValue() != checksum) {
                throw new ZipException("the checksum of its content is wrong");
            }
            return count;
        }
    }
}
