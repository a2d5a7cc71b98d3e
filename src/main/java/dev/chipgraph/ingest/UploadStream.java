package dev.chipgraph.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** An uploaded file as a stream of its stored parts, decompressed if it is gzip, and limited in size. */
final class UploadStream {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BUFFER = 64 * 1024;

    private UploadStream() {}

    static InputStream open(Imports imports, String id, int position, long limit) throws IOException {
        var bytes = new BufferedInputStream(new Parts(imports, id, position), BUFFER);
        bytes.mark(2);
        boolean packed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
        bytes.reset();
        return packed ? new Limited(new GZIPInputStream(bytes, BUFFER), limit) : bytes;
    }

    /** The parts of a file, read from the database on demand. */
    private static final class Parts extends InputStream {

        private final Imports imports;
        private final String id;
        private final int position;
        private int number;
        private byte[] part = {};
        private int at;

        private Parts(Imports imports, String id, int position) {
            this.imports = imports;
            this.id = id;
            this.position = position;
        }

        @Override
        public int read() {
            return hasMore() ? part[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (length == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, into, from, count);
            at += count;
            return count;
        }

        private boolean hasMore() {
            if (at == part.length && number >= 0) {
                part = imports.part(id, position, number);
                number = part.length == 0 ? -1 : number + 1;
                at = 0;
            }
            return at < part.length;
        }
    }

    /** Fails when the decompressed size exceeds the limit. */
    static final class Limited extends InputStream {

        private final InputStream unpacked;
        private long left;

        Limited(InputStream unpacked, long limit) {
            this.unpacked = unpacked;
            left = limit;
        }

        @Override
        public int read() throws IOException {
            int one = unpacked.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = unpacked.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new Imports.TooLarge(
                        "The decompressed file is larger than chipgraph.imports.max-unpacked-size allows.");
            }
        }

        @Override
        public void close() throws IOException {
            unpacked.close();
        }
    }
}
