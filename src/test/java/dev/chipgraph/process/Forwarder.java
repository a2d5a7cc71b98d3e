package dev.chipgraph.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/** A way to the database that can be opened and closed at will: passes on what comes to one port to another. */
final class Forwarder implements AutoCloseable {

    private final ServerSocket entrance;
    private final int target;
    private final Thread acceptor;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Forwarder(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    static Forwarder open(int port, int target) throws IOException {
        return open(ServerSocketFactory.getDefault(), port, target);
    }

    static Forwarder open(ServerSocketFactory sockets, int port, int target) throws IOException {
        return new Forwarder(sockets.createServerSocket(port, 50, InetAddress.getLoopbackAddress()), target);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                open.add(client);
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(server);
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> pass(server, client));
            } catch (IOException closed) {
                // or the target refuses, as it may while it starts
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            open.remove(from);
            open.remove(to);
        }
    }

    /** Whoever is connected is cut off. After that the port is free: it is not before the acceptor has ended. */
    @Override
    public void close() {
        try {
            entrance.close();
            acceptor.join();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
