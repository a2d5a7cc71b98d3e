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

/** The files that a command names. */
final class InputFiles {

    private static final int BUFFER = 1 << 16;

    private InputFiles() {}

    /** For the help of options that name a mapping. */
    static final class BundledMappings implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Mapping.bundled().iterator();
        }
    }

    /** Refuses arguments that name no files. */
    static void check(CommandSpec command, List<Path> files) {
        for (Path file : files) {
            if (!java.nio.file.Files.isReadable(file) || java.nio.file.Files.isDirectory(file)) {
                throw new ParameterException(command.commandLine(), "Cannot read the file " + file);
            }
        }
    }

    /** The mapping in a file, or the bundled one of that name. */
    static Mapping mapping(String nameOrFile) throws IOException {
        return Mapping.of(mappingText(nameOrFile));
    }

    /**
     * What is sent to the service as the mapping: the text of the file, or the name of a bundled one.
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
