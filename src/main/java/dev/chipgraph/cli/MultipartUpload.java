package dev.chipgraph.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/**
 * A {@code multipart/form-data} body (RFC 7578) that reads the files from disk while it is sent.
 *
 * @param boundary the boundary between the parts
 * @param body all parts
 */
record MultipartUpload(String boundary, BodyPublisher body) {

    /** A form with the files and the optional mapping, in the fields that the service expects. */
    static MultipartUpload of(List<Path> files, String mapping) throws IOException {
        String boundary = UUID.randomUUID().toString();
        var parts = new ArrayList<BodyPublisher>();
        if (mapping != null) {
            parts.add(head(boundary, "name=\"mapping\"", "text/plain; charset=UTF-8"));
            parts.add(BodyPublishers.ofString(mapping + "\r\n"));
        }
        for (Path file : files) {
            parts.add(head(
                    boundary,
                    "name=\"file\"; filename=\"" + escaped(file.getFileName().toString()) + "\"",
                    "application/octet-stream"));
            parts.add(BodyPublishers.ofFile(file));
            parts.add(BodyPublishers.ofString("\r\n"));
        }
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return new MultipartUpload(boundary, BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)));
    }

    private static BodyPublisher head(String boundary, String disposition, String type) {
        return BodyPublishers.ofString("--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, disposition, type));
    }

    /** Escapes a file name as browsers do (WHATWG HTML, multipart/form-data encoding). */
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** A body that reports how many bytes were sent. */
    BodyPublisher counted(LongConsumer sent) {
        return BodyPublishers.fromPublisher(
                subscriber -> body.subscribe(new Counting(subscriber, sent)), body.contentLength());
    }

    private static final class Counting implements Flow.Subscriber<ByteBuffer> {

        private final Flow.Subscriber<? super ByteBuffer> next;
        private final LongConsumer sent;
        private long bytes;

        Counting(Flow.Subscriber<? super ByteBuffer> next, LongConsumer sent) {
            this.next = next;
            this.sent = sent;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            next.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer part) {
            bytes += part.remaining();
            sent.accept(bytes);
            next.onNext(part);
        }

        @Override
        public void onError(Throwable failure) {
            next.onError(failure);
        }

        @Override
        public void onComplete() {
            next.onComplete();
        }
    }
}
