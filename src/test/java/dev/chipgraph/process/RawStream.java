package dev.chipgraph.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A streamed HTTP/1 response as it comes from the socket, so that the test sees how it ends. */
public final class RawStream implements BrokenStreamsIT.Stream {

    /** So small that the service cannot send ahead of what is read. */
    private static final int WINDOW = 4096;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final boolean chunked;
    private final boolean compressed;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean ended;

    private RawStream(int port, String version, String path, String coding) throws IOException {
        socket.setReceiveBufferSize(WINDOW);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write("GET %s %s\r\nHost: localhost\r\nAccept-Encoding: %s\r\n\r\n"
                        .formatted(path, version, coding)
                        .getBytes(StandardCharsets.US_ASCII));
        in = new DataInputStream(socket.getInputStream());
        String status = line();
        if (!status.contains(" 200 ")) {
            throw new AssertionError(path + ": " + status);
        }
        var headers = new HashSet<String>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header.toLowerCase(Locale.ROOT));
        }
        chunked = headers.contains("transfer-encoding: chunked");
        compressed = headers.contains("content-encoding: gzip");
    }

    public static RawStream http11(int port, String path) throws IOException {
        return new RawStream(port, "HTTP/1.1", path, "identity");
    }

    public static RawStream compressed(int port, String path) throws IOException {
        var stream = new RawStream(port, "HTTP/1.1", path, "gzip");
        if (!stream.compressed) {
            throw new AssertionError(path + " is not compressed");
        }
        return stream;
    }

    /** The service compresses for no client of this version, whatever it accepts. */
    public static RawStream http10(int port, String path) throws IOException {
        return new RawStream(port, "HTTP/1.0", path, "gzip");
    }

    @Override
    public void readLines(int lines) throws IOException {
        while (!ended && body().lines().count() < lines) {
            readPart();
        }
    }

    @Override
    public boolean readToItsEnd() {
        try {
            while (!ended) {
                readPart();
            }
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    private void readPart() throws IOException {
        if (chunked) {
            int size = Integer.parseInt(line(), 16);
            ended = size == 0;
            content.write(in.readNBytes(size));
            line();
        } else {
            byte[] part = new byte[WINDOW];
            int length = in.read(part);
            ended = length < 0;
            content.write(part, 0, Math.max(0, length));
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public String body() {
        return compressed ? decompressed(content.toByteArray()) : content.toString(StandardCharsets.UTF_8);
    }

    /** The text so far: each part that was sent can be decompressed at once. */
    private static String decompressed(byte[] content) {
        var text = new ByteArrayOutputStream();
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            for (int next = gzip.read(); next >= 0; next = gzip.read()) {
                text.write(next);
            }
        } catch (EOFException midway) {
            // The rest has not been sent.
        } catch (IOException corrupt) {
            throw new UncheckedIOException(corrupt);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
