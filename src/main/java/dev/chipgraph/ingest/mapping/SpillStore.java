package dev.chipgraph.ingest.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * Maps and sets that grow with what is read. They lie in a temporary file, which goes when this is closed, so that memory
 * does not grow with them. Keys and values are texts and numbers.
 */
public final class SpillStore implements AutoCloseable {

    private static final int CACHE_MEGABYTES = 16;

    private final Path file;
    private final MVStore store;

    public SpillStore() {
        try {
            file = Files.createTempFile("chipgraph-import", ".scratch");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.toFile().deleteOnExit();
        store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MEGABYTES)
                .open();
    }

    /** The map of a name. */
    public <K, V> Map<K, V> map(String name) {
        return store.openMap(name);
    }

    /** The set of a name. */
    public <T> Set<T> set(String name) {
        return Collections.newSetFromMap(map(name));
    }

    @Override
    public void close() {
        store.closeImmediately();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
