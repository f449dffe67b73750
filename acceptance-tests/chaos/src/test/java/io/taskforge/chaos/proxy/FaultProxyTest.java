package io.taskforge.chaos.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {

    /** Long enough to be sure of a silence, which is all that a black hole shows. */
    private static final int SILENCE_MILLIS = 300;

    private static final int TRIES = 100_000;

    private ServerSocket door;
    private FaultProxy proxy;

    /** Connections as the server sees them. */
    private final BlockingQueue<Socket> served = new LinkedBlockingQueue<>();

    /** What the server was told, over all connections. */
    private final BlockingQueue<Byte> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        proxy = FaultProxy.before(door.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        door.close();
    }

    @Test
    void what_is_said_passes_in_both_directions() throws Exception {
        try (Socket client = connect()) {
            say(client, "hello");
            assertEquals("hello", answer(client, 5));
        }
    }

    @Test
    void the_end_of_either_side_is_told_to_the_other() throws Exception {
        try (Socket client = connect()) {
            say(client, "x");
            assertEquals("x", answer(client, 1));
            served.take().close();
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void connections_are_counted_while_the_client_holds_them() throws Exception {
        Socket one = connect();
        try (Socket other = connect()) {
            say(one, "x");
            assertEquals("x", answer(one, 1));
            say(other, "x");
            assertEquals("x", answer(other, 1));
            assertEquals(2, proxy.connections());
            one.close();
            awaitConnections(1);
        }
        awaitConnections(0);
    }

    @Test
    void a_reset_cuts_open_connections_and_new_ones_until_it_is_over() throws Exception {
        try (Socket client = connect()) {
            say(client, "x");
            assertEquals("x", answer(client, 1));
            proxy.set(Fault.RESET);
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
        try (Socket late = connect()) {
            assertThrows(SocketException.class, () -> late.getInputStream().read());
        }
        proxy.set(Fault.PASS);
        try (Socket later = connect()) {
            say(later, "y");
            assertEquals("y", answer(later, 1));
        }
    }

    @Test
    void a_black_hole_holds_back_what_is_said_and_gives_it_afterwards() throws Exception {
        try (Socket client = connect()) {
            say(client, "a");
            assertEquals("a", answer(client, 1));
            proxy.set(Fault.BLACKHOLE);
            say(client, "bc");
            assertSilence(client);
            assertArrayEquals(new Object[] {(byte) 'a'}, heard.toArray());
            proxy.set(Fault.PASS);
            assertEquals("bc", answer(client, 2));
        }
    }

    @Test
    void a_black_hole_accepts_and_reaches_nobody_until_it_is_over() throws Exception {
        proxy.set(Fault.BLACKHOLE);
        try (Socket client = connect()) {
            say(client, "a");
            assertSilence(client);
            assertEquals(0, served.size());
            proxy.set(Fault.PASS);
            assertEquals("a", answer(client, 1));
        }
    }

    @Test
    void that_a_server_ended_does_not_come_out_of_a_black_hole() throws Exception {
        try (Socket client = connect()) {
            say(client, "a");
            assertEquals("a", answer(client, 1));
            proxy.set(Fault.BLACKHOLE);
            served.take().close();
            assertSilence(client);
            proxy.set(Fault.PASS);
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void a_half_open_connection_is_silent_for_good_and_new_ones_are_not() throws Exception {
        try (Socket client = connect()) {
            say(client, "a");
            assertEquals("a", answer(client, 1));
            proxy.set(Fault.HALF_OPEN);
            assertEquals(-1, served.take().getInputStream().read(), "the server's side is closed");
            say(client, "b");
            proxy.set(Fault.PASS);
            say(client, "c");
            assertSilence(client);
            try (Socket other = connect()) {
                say(other, "d");
                assertEquals("d", answer(other, 1));
            }
            assertArrayEquals(new Object[] {(byte) 'a', (byte) 'd'}, heard.toArray());
        }
    }

    @Test
    void latency_delays_and_loses_nothing() throws Exception {
        Duration each = Duration.ofMillis(80);
        proxy.set(new Fault.Latency(each));
        try (Socket client = connect()) {
            long from = System.nanoTime();
            say(client, "hello");
            assertEquals("hello", answer(client, 5));
            assertTrue(System.nanoTime() - from >= 2 * each.toNanos(), "there and back");
        }
    }

    @Test
    void an_answer_is_cut_after_so_many_bytes_and_the_request_has_arrived() throws Exception {
        try (Socket client = connect()) {
            proxy.set(new Fault.Cut(3));
            say(client, "hello");
            assertThrows(SocketException.class, () -> {
                // A reset may overtake the bytes before it.
                while (client.getInputStream().read() >= 0) {}
            });
        }
        for (char letter : "hello".toCharArray()) {
            assertEquals((byte) letter, heard.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_cut_at_zero_lets_not_one_byte_of_the_answer_through() throws Exception {
        try (Socket client = connect()) {
            say(client, "a");
            assertEquals("a", answer(client, 1));
            proxy.set(new Fault.Cut(0));
            say(client, "b");
            assertThrows(SocketException.class, () -> client.getInputStream().read());
            assertEquals((byte) 'a', heard.take());
            assertEquals((byte) 'b', heard.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_server_that_is_away_shows_as_a_reset() throws Exception {
        door.close();
        awaitRefusal(door.getLocalPort());
        try (Socket client = connect()) {
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
    }

    /** A door takes callers for a moment after it was closed, as long as somebody waits at it. */
    private static void awaitRefusal(int port) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            } catch (ConnectException refused) {
                return;
            }
        }
        throw new AssertionError("it takes callers still");
    }

    /** Says back whatever it hears. */
    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                served.add(socket);
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void echo(Socket socket) {
        byte[] chunk = new byte[1_024];
        try {
            InputStream in = socket.getInputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                for (int i = 0; i < length; i++) {
                    heard.add(chunk[i]);
                }
                socket.getOutputStream().write(chunk, 0, length);
            }
        } catch (IOException e) {
            // The connection was cut.
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void say(Socket client, String words) throws IOException {
        client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket client, int bytes) throws IOException {
        return new String(client.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    private static void assertSilence(Socket client) throws IOException {
        client.setSoTimeout(SILENCE_MILLIS);
        assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        client.setSoTimeout(0);
    }

    private void awaitConnections(int count) {
        while (proxy.connections() != count) {
            Thread.onSpinWait();
        }
    }
}
