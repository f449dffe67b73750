package io.taskforge.model.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLSocket;

/** Stands before a server that speaks no TLS, speaks it, and passes on what was said. Shows another certificate when told to. */
public final class TlsFront implements AutoCloseable {

    private final ServerSocket door;
    private final int behind;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private volatile Certificates.Pair shown;

    private TlsFront(ServerSocket door, int behind, Certificates.Pair shown) {
        this.door = door;
        this.behind = behind;
        this.shown = shown;
    }

    /** @param port of the server on 127.0.0.1 */
    public static TlsFront before(int port, Certificates.Pair shown) {
        try {
            TlsFront front = new TlsFront(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), port, shown);
            Thread.ofVirtual().start(front::take);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** To whoever comes from now on; whoever is there has to come again. */
    public void show(Certificates.Pair other) {
        shown = other;
        hangUp();
    }

    private void take() {
        try {
            while (true) {
                Socket caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket caller) {
        try (Socket plain = new Socket(InetAddress.getByName("127.0.0.1"), behind);
                SSLSocket encrypted =
                        (SSLSocket) shown.server().getSocketFactory().createSocket(caller, null, true)) {
            open.add(encrypted);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            Thread.ofVirtual().start(() -> pass(plain, encrypted));
            pass(encrypted, plain);
        } catch (IOException e) {
            // The caller does not like the certificate, or has hung up.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // Either of them has hung up.
        }
    }

    private void hangUp() {
        for (Socket each = open.poll(); each != null; each = open.poll()) {
            try {
                each.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }
}
