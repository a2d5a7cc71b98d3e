package dev.chipgraph.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads records from NDJSON files. */
final class NdjsonRecords implements RecordSource {

    private static final int DEEPEST = 50;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final List<String> names;
    private final Opening opening;
    private final int longest;
    private int position = -1;
    private InputStream file;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int end;
    private long line;
    private Read next;
    private EndRecord endRecord;
    private final List<String> withoutEnd = new ArrayList<>();

    /** Opens the file at a position. */
    interface Opening {
        InputStream open(int position) throws IOException;
    }

    /**
     * @param names names of the files
     * @param longest maximum length of a line in bytes
     */
    NdjsonRecords(List<String> names, Opening opening, int longest) {
        this.names = names;
        this.opening = opening;
        this.longest = longest;
    }

    /** The record of a line; empty for a blank line. */
    static Optional<Read> read(String file, long line, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.isBlank() ? Optional.empty() : Optional.of(Read.of(file, line, JSON.readTree(text)));
        } catch (CharacterCodingException e) {
            return Optional.of(Read.wrong(file, line, "line", "is not UTF-8"));
        } catch (StreamConstraintsException e) {
            return Optional.of(
                    Read.wrong(file, line, "line", "is nested too deeply, or holds a number or text that is too long"));
        } catch (JsonProcessingException e) {
            return Optional.of(Read.wrong(file, line, "line", "is not JSON: " + e.getOriginalMessage()));
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && (file != null || position + 1 < names.size())) {
            try {
                if (file == null) {
                    position++;
                    file = opening.open(position);
                    line = 0;
                    endRecord = new EndRecord();
                    at = 0;
                    end = 0;
                }
                readLine();
            } catch (IOException e) {
                // The rest of the file cannot be read, for example when a gzip stream is truncated.
                next = Read.wrong(names.get(position), line + 1, "line", "cannot be read: " + e.getMessage());
                closeFile();
            }
        }
        return next != null;
    }

    @Override
    public Read next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Read read = next;
        next = null;
        return read;
    }

    private void readLine() throws IOException {
        var bytes = new ByteArrayOutputStream();
        boolean any = false;
        boolean tooLong = false;
        while (true) {
            if (at == end) {
                end = file.read(buffer);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    closeFile();
                    break;
                }
            }
            any = true;
            int start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            tooLong |= bytes.size() + at - start > longest;
            if (!tooLong) {
                bytes.write(buffer, start, at - start);
            }
            if (at < end) {
                at++;
                break;
            }
        }
        if (any) {
            line++;
            String name = names.get(position);
            var read = tooLong
                    ? Optional.of(Read.wrong(name, line, "line", "is longer than %d bytes".formatted(longest)))
                    : read(name, line, line == 1 ? withoutMark(bytes.toByteArray()) : bytes.toByteArray());
            next = read.flatMap(endRecord::check).orElse(null);
        }
        if (file == null && !endRecord.isFound()) {
            withoutEnd.add(names.get(position));
        }
    }

    private static byte[] withoutMark(byte[] bytes) {
        boolean marked = bytes.length >= BYTE_ORDER_MARK.length
                && ByteBuffer.wrap(bytes, 0, BYTE_ORDER_MARK.length).equals(ByteBuffer.wrap(BYTE_ORDER_MARK));
        return marked ? java.util.Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length) : bytes;
    }

    private void closeFile() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            file = null;
        }
    }

    @Override
    public List<String> withoutEnd() {
        return List.copyOf(withoutEnd);
    }

    @Override
    public void close() {
        position = names.size();
        closeFile();
    }
}
