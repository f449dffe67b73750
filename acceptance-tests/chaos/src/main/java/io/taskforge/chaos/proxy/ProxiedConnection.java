package io.taskforge.chaos.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One connection through the proxy: what the client sends and what the server answers, each carried by a thread of its own. */
final class ProxiedConnection {

    private static final int CHUNK = 16 * 1_024;

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server = new Socket();
    private final Consumer<ProxiedConnection> ended;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong answered = new AtomicLong();

    /** Once the server's side is gone without a word it stays so. */
    private volatile boolean halfOpen;

    ProxiedConnection(FaultProxy proxy, Socket client, Consumer<ProxiedConnection> ended) {
        this.proxy = proxy;
        this.client = client;
        this.ended = ended;
    }

    /** A fault has begun. */
    void struck(Fault fault) {
        switch (fault) {
            case Fault.Reset reset -> reset();
            case Fault.HalfOpen gone -> {
                halfOpen = true;
                closeQuietly(server);
            }
            case Fault.Cut cut -> answered.set(0);
            case Fault.Pass pass -> {}
            case Fault.Blackhole hole -> {}
            case Fault.Latency latency -> {}
        }
    }

    /** Until one of the two sides ends. */
    void carry(InetSocketAddress to) {
        try {
            client.setTcpNoDelay(true);
            if (!halfOpen) {
                var unused = proxy.passage();
                server.setTcpNoDelay(true);
                server.connect(to);
                Thread.ofVirtual().name("proxy-answers").start(() -> pump(server, client, true));
            }
            pump(client, server, false);
        } catch (IOException e) {
            // Nobody listens there: the client is told as the server's machine would tell it.
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                if (!let(chunk, length, to, answers)) {
                    return;
                }
            }
            // That a side has ended arrives no sooner than what it sent.
            Fault unused = proxy.passage();
            ended(answers);
        } catch (IOException e) {
            failed(answers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there can be more */
    private boolean let(byte[] chunk, int length, Socket to, boolean answers) throws IOException, InterruptedException {
        int most = length;
        switch (proxy.passage()) {
            case Fault.Latency latency -> {
                boolean over = closed.await(latency.delay().toNanos(), TimeUnit.NANOSECONDS);
                if (over) {
                    return false;
                }
            }
            case Fault.Cut cut
            when answers -> {
                long before = answered.getAndAdd(length);
                most = (int) Math.max(0, Math.min(length, cut.bytes() - before));
            }
            case Fault.Cut cut -> {}
            case Fault.Reset reset -> {
                return false;
            }
            case Fault.Pass pass -> {}
            case Fault.HalfOpen gone -> {}
            case Fault.Blackhole hole -> throw new IllegalStateException("nothing passes a black hole");
        }
        try {
            if (!halfOpen) {
                OutputStream out = to.getOutputStream();
                out.write(chunk, 0, most);
                out.flush();
            }
        } catch (IOException e) {
            if (!halfOpen) {
                throw e;
            }
            // The server's side went in this very moment: what was for it is swallowed like all that follows.
        }
        if (most < length) {
            reset();
            return false;
        }
        return true;
    }

    /** One side was cut off, and so is the other, once anything arrives there at all. */
    private void failed(boolean serverFailed) {
        try {
            Fault unused = proxy.passage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended(serverFailed);
    }

    /** Both are told in an orderly way; of a server that is gone without a word the client hears nothing. */
    private void ended(boolean serverEnded) {
        if (serverEnded && halfOpen) {
            return;
        }
        closeQuietly(server);
        closeQuietly(client);
        over();
    }

    private void reset() {
        lingerNot(client);
        closeQuietly(client);
        closeQuietly(server);
        over();
    }

    private void over() {
        closed.countDown();
        ended.accept(this);
    }

    private static void lingerNot(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
