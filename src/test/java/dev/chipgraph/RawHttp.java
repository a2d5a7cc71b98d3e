package dev.chipgraph;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sends requests byte by byte as they are given, which clients do not do. */
public final class RawHttp {

    private static final int PATIENCE_MS = 20_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private RawHttp() {}

    /**
     * An answer.
     *
     * @param status its status
     * @param headers values by name in lower case
     * @param body what follows, as it was sent
     */
    public record Answer(int status, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    /** The answer to a request without body, on a connection of its own. */
    public static Answer send(URI service, String method, byte[] target, String... headers) throws IOException {
        return exchange(service, method, target, headers, InputStream::readAllBytes);
    }

    /** The head of an answer that may never end. */
    public static Answer sendForHead(URI service, String method, byte[] target, String... headers) throws IOException {
        return exchange(service, method, target, headers, in -> {
            var head = new ByteArrayOutputStream();
            for (int next; !head.toString(StandardCharsets.UTF_8).endsWith(END_OF_HEAD) && (next = in.read()) >= 0; ) {
                head.write(next);
            }
            return head.toByteArray();
        });
    }

    private interface Reader {

        byte[] read(InputStream in) throws IOException;
    }

    private static Answer exchange(URI service, String method, byte[] target, String[] headers, Reader reader)
            throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            // In one segment, as clients do.
            var request = new ByteArrayOutputStream();
            request.writeBytes((method + " ").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(target);
            request.writeBytes(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String header : headers) {
                request.writeBytes((header + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            request.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(request.toByteArray());
            return answer(new String(reader.read(socket.getInputStream()), StandardCharsets.UTF_8));
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf(END_OF_HEAD);
        var lines = text.substring(0, end).split("\r\n", -1);
        return new Answer(
                Integer.parseInt(lines[0].split(" ", -1)[1]),
                Arrays.stream(lines)
                        .skip(1)
                        .map(line -> line.split(": ?", 2))
                        .collect(Collectors.groupingBy(
                                line -> line[0].toLowerCase(Locale.ROOT),
                                TreeMap::new,
                                Collectors.mapping(line -> line[1], Collectors.toList()))),
                text.substring(end + 4));
    }
}
