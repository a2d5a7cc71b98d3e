package dev.chipgraph.cli;

import dev.chipgraph.ingest.mapping.MappedTables.Bytes;
import dev.chipgraph.ingest.mapping.Mapping;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The input files of a command. */
final class InputFiles {

    private static final int BUFFER = 1 << 16;

    private InputFiles() {}

    /** The names of the bundled mappings, for the help. */
    static final class BundledMappings implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Mapping.bundled().iterator();
        }
    }

    /** Rejects arguments that are not readable files. */
    static void check(CommandSpec command, List<Path> files) {
        for (Path file : files) {
            if (!java.nio.file.Files.isReadable(file) || java.nio.file.Files.isDirectory(file)) {
                throw new ParameterException(command.commandLine(), "Cannot read the file " + file);
            }
        }
    }

    /** The mapping in a file, or the bundled mapping with that name. */
    static Mapping mapping(String nameOrFile) throws IOException {
        return Mapping.of(mappingText(nameOrFile));
    }

    /**
     * The mapping as it is sent: the text of the file, or the name of a bundled mapping.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static String mappingText(String nameOrFile) throws IOException {
        if (Mapping.bundled().contains(nameOrFile)) {
            return nameOrFile;
        }
        try {
            return java.nio.file.Files.readString(Path.of(nameOrFile));
        } catch (NoSuchFileException none) {
            throw new IllegalArgumentException(
                    "%s is neither a file nor one of the bundled mappings %s"
                            .formatted(nameOrFile, String.join(", ", Mapping.bundled())),
                    none);
        }
    }

    static Map<String, Bytes> tables(List<Path> files) {
        var tables = new LinkedHashMap<String, Bytes>();
        files.forEach(file -> tables.put(file.toString(), () -> open(file)));
        return tables;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(java.nio.file.Files.newInputStream(file), BUFFER);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }
}
