package io.taskforge.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers each byte with the same byte, and tells of what arrived and of connections that ended. */
final class EchoServer implements AutoCloseable {

    private static final int END = -1;

    private final ServerSocket door;
    private final BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();

    EchoServer() {
        try {
            door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The next byte that arrives, or -1 for the end of a connection; null when nothing does in time. */
    Integer next(long millis) throws InterruptedException {
        return heard.poll(millis, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void echo(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            for (int got = client.getInputStream().read();
                    got >= 0;
                    got = client.getInputStream().read()) {
                heard.add(got);
                client.getOutputStream().write(got);
                client.getOutputStream().flush();
            }
        } catch (IOException e) {
            // As good an end as any.
        }
        heard.add(END);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
