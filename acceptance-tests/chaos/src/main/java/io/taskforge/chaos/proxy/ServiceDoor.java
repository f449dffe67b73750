package io.taskforge.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One address for all replicas, as a Service is in Kubernetes: each new connection goes to the next of the replicas that are let in, and
 * stays there for as long as its two ends want. What goes over it is not looked at.
 */
public final class ServiceDoor implements AutoCloseable {

    private final ServerSocket door;
    private final Thread doorkeeper = Thread.ofVirtual().name("door-accept").unstarted(this::accept);
    private final List<Integer> replicas = new CopyOnWriteArrayList<>();
    private int turn;

    private ServiceDoor(ServerSocket door) {
        this.door = door;
    }

    /** Leads nowhere yet. */
    public static ServiceDoor open() {
        try {
            ServiceDoor door = new ServiceDoor(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()));
            door.doorkeeper.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** @param port of a replica that is ready, on loopback */
    public void admit(int port) {
        replicas.add(port);
    }

    /** No new connection goes there any more; those that stand are left alone. */
    public void withdraw(int port) {
        replicas.remove(Integer.valueOf(port));
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                List<Integer> open = List.copyOf(replicas);
                if (open.isEmpty()) {
                    client.close();
                    continue;
                }
                int replica = open.get(Math.floorMod(turn++, open.size()));
                Thread.ofVirtual().name("door-carry").start(() -> carry(client, replica));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private static void carry(Socket client, int replica) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), replica)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread answers = Thread.ofVirtual().name("door-answers").start(() -> pump(server, client));
            pump(client, server);
            answers.join();
        } catch (IOException e) {
            // Nobody listens there, or one of the two is gone: the other is told by the end of its connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until that side has said all; the other side may still have something to say. */
    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            closeBoth(from, to);
        }
    }

    private static void closeBoth(Socket one, Socket other) {
        try (one;
                other) {
            // A connection that broke on one side is of no use on the other.
        } catch (IOException e) {
            // Gone already.
        }
    }

    /** Nobody gets in once this returns; connections that stand end with their ends. */
    @Override
    public void close() {
        try {
            door.close();
            doorkeeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
