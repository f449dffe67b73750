package io.taskforge.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A TCP proxy on loopback in front of one server. What it does to connections can be changed while it runs. */
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket door;
    private final Thread doorkeeper;
    private final InetSocketAddress server;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Fault fault = Fault.PASS;

    private FaultProxy(ServerSocket door, InetSocketAddress server) {
        this.door = door;
        this.server = server;
        doorkeeper = Thread.ofVirtual().name("proxy-accept").unstarted(this::accept);
    }

    /** @param port of the server, on loopback */
    public static FaultProxy before(int port) {
        try {
            ServerSocket door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
            FaultProxy proxy = new FaultProxy(door, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            proxy.doorkeeper.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How many connections are open on the client's side. */
    public int connections() {
        return connections.size();
    }

    /** From now on, for the connections that are open too. */
    public void set(Fault next) {
        lock.lock();
        try {
            fault = next;
            connections.forEach(connection -> connection.struck(next));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Fault fault() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for as long as nothing arrives, and gives what holds then. */
    Fault passage() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (fault instanceof Fault.Blackhole && !door.isClosed()) {
                changed.await();
            }
            return fault;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().name("proxy-open").start(() -> open(client));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void open(Socket client) {
        var connection = new ProxiedConnection(this, client, connections::remove);
        lock.lock();
        try {
            connections.add(connection);
            connection.struck(fault);
        } finally {
            lock.unlock();
        }
        connection.carry(server);
    }

    /** Nobody gets through once this returns: the port listens on until the thread that accepts has left it. */
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
        set(Fault.RESET);
    }
}
