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
 * Maps and sets in a temporary file, so that memory does not grow with them. The file is deleted when this is closed. Keys
 * and values are texts and numbers.
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

    /** The map of this name, which is created when it does not exist. */
    public <K, V> Map<K, V> map(String name) {
        return store.openMap(name);
    }

    /** The set of this name, which is created when it does not exist. It cannot be iterated over; a map can. */
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
