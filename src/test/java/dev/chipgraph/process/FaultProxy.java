package dev.chipgraph.process;

import dev.chipgraph.process.Cut.Side;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * A way to the database that breaks at a chosen message. Of Bolt it understands where the messages of the client begin and
 * end, and which of them are what.
 */
final class FaultProxy implements AutoCloseable {

    private static final int HANDSHAKE = 20;
    private static final int MANIFEST = 0x000001FF;
    private static final int GOODBYE = 0x02;
    private static final int RESET = 0x0F;
    private static final int RUN = 0x10;
    private static final int BEGIN = 0x11;
    private static final int COMMIT = 0x12;
    private static final int ROLLBACK = 0x13;
    private static final int DISCARD = 0x2F;
    private static final int PULL = 0x3F;

    /** Statements that run on their own are counted from here, and never reach one. */
    private static final int OUTSIDE = Integer.MIN_VALUE;

    private final ServerSocket entrance;
    private final int target;
    private final Thread acceptor;
    private final Set<Way> open = ConcurrentHashMap.newKeySet();
    private Cut cut;
    private int count;
    private boolean hit;
    private boolean committed;
    private long last = System.nanoTime();

    private FaultProxy(int target) throws IOException {
        this.target = target;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    static FaultProxy to(int target) throws IOException {
        return new FaultProxy(target);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Counts messages from now on, and cuts once. */
    synchronized void arm(Cut wanted) {
        cut = wanted;
        count = 0;
        hit = false;
        committed = false;
    }

    /** Lets everything through again. Returns whether it was cut. */
    synchronized boolean disarm() {
        cut = null;
        return hit;
    }

    /** How long ago the last message came. */
    synchronized long quietMillis() {
        return (System.nanoTime() - last) / 1_000_000;
    }

    private synchronized boolean isAway() {
        return cut != null && cut.stayAway() && hit;
    }

    /**
     * Tells on which side of a message to cut; null for not at all.
     *
     * @param statements of its transaction up to and including this message
     */
    private synchronized Side next(int signature, int statements) {
        last = System.nanoTime();
        if (cut == null || hit || signature == GOODBYE) {
            return null;
        }
        boolean counts = signature != PULL && signature != DISCARD;
        boolean reached =
                switch (cut.point()) {
                    case MESSAGE -> counts;
                    case ANY_COMMIT -> signature == COMMIT;
                    case COMMIT -> signature == COMMIT && statements > 1;
                    case AFTER_COMMIT -> counts && committed;
                };
        count += reached ? 1 : 0;
        // A message that goes with another is reached only when the other was not cut.
        hit = reached && count == cut.number();
        committed |= signature == COMMIT && statements > 1;
        return hit ? cut.side() : null;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                if (isAway()) {
                    client.close();
                    continue;
                }
                var way = new Way(client, new Socket(InetAddress.getLoopbackAddress(), target));
                open.add(way);
                Thread.ofVirtual().start(way::ask);
                Thread.ofVirtual().start(way::answer);
            } catch (IOException closed) {
                // or the target refuses, as it may while it starts
            }
        }
    }

    /** A connection. */
    private final class Way {

        private final Socket client;
        private final Socket server;
        private final CompletableFuture<Integer> agreed = new CompletableFuture<>();
        private volatile boolean deaf;
        private int statements = OUTSIDE;

        private Way(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        private void ask() {
            try (client;
                    server) {
                var in = new DataInputStream(client.getInputStream());
                OutputStream out = server.getOutputStream();
                shakeHands(in, out);
                while (true) {
                    byte[] message = message(in);
                    int signature = message.length <= 4 ? 0 : message[3] & 0xFF;
                    Side side = signature == 0 ? null : next(signature, countStatements(signature));
                    if (side == Side.BEFORE) {
                        end();
                        return;
                    }
                    deaf |= side == Side.AFTER;
                    out.write(message);
                }
            } catch (IOException | ExecutionException gone) {
                open.remove(this);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** How many statements the transaction has with this message; negative outside of transactions. */
        private int countStatements(int signature) {
            if (signature == RUN) {
                statements++;
            }
            int now = statements;
            switch (signature) {
                case BEGIN -> statements = 0;
                case COMMIT, ROLLBACK, RESET -> statements = OUTSIDE;
                default -> {
                    // within a transaction or without, as before
                }
            }
            return now;
        }

        private void shakeHands(DataInputStream in, OutputStream out)
                throws IOException, InterruptedException, ExecutionException {
            out.write(in.readNBytes(HANDSHAKE));
            if (agreed.get() == MANIFEST) {
                out.write(in.readNBytes(4));
                int part;
                do {
                    part = in.readUnsignedByte();
                    out.write(part);
                } while (part > 0x7F);
            }
        }

        /** A message with the headers of its chunks; the first chunk begins with the kind of structure and its signature. */
        private static byte[] message(DataInputStream in) throws IOException {
            var message = new ByteArrayOutputStream();
            int length;
            do {
                length = in.readUnsignedShort();
                message.write(length >> 8);
                message.write(length);
                message.write(in.readNBytes(length));
            } while (length > 0);
            return message.toByteArray();
        }

        private void answer() {
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[64 * 1024];
                int length = in.read(buffer);
                if (length >= 4) {
                    agreed.complete(ByteBuffer.wrap(buffer).getInt());
                }
                while (length >= 0) {
                    if (deaf) {
                        end();
                        return;
                    }
                    out.write(buffer, 0, length);
                    length = in.read(buffer);
                }
            } catch (IOException gone) {
                open.remove(this);
            } finally {
                agreed.completeExceptionally(new EOFException());
            }
        }

        /** Cuts this connection, and all others too when nothing is to get through. */
        private void end() throws IOException {
            cut();
            if (isAway()) {
                for (Way way : open) {
                    way.cut();
                }
            }
        }

        private void cut() throws IOException {
            open.remove(this);
            client.close();
            server.close();
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
            acceptor.join();
            for (Way way : open) {
                way.cut();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
