package io.taskforge.chaos.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {

    /** Whatever does not come within this does not come. */
    private static final int SILENCE_MILLIS = 400;

    private static final int PATIENCE_MILLIS = 10_000;

    private final EchoServer server = new EchoServer();
    private final FaultProxy proxy = FaultProxy.before(server.port());

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    @Test
    void without_a_fault_everything_passes_both_ways() throws IOException {
        try (Socket client = connect()) {
            assertEquals('a', exchange(client, 'a'));
            assertEquals('b', exchange(client, 'b'));
            assertEquals(1, proxy.connections());
        }
    }

    @Test
    void a_client_that_ends_ends_it_for_the_server_too() throws Exception {
        try (Socket client = connect()) {
            exchange(client, 'a');
        }

        assertEquals('a', server.next(PATIENCE_MILLIS));
        assertEquals(-1, server.next(PATIENCE_MILLIS));
    }

    @Test
    void a_reset_strikes_the_open_connections_and_the_next_ones() throws IOException {
        try (Socket client = connect()) {
            exchange(client, 'a');

            proxy.set(Fault.RESET);

            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
        assertThrows(IOException.class, () -> {
            try (Socket next = connect()) {
                next.getOutputStream().write('b');
                if (next.getInputStream().read() < 0) {
                    throw new IOException("ended");
                }
            }
        });
    }

    @Test
    void after_a_reset_new_connections_pass_again() throws IOException {
        proxy.set(Fault.RESET);
        proxy.set(Fault.PASS);

        try (Socket client = connect()) {
            assertEquals('a', exchange(client, 'a'));
        }
    }

    @Test
    void in_a_black_hole_nothing_arrives_until_it_is_over() throws Exception {
        try (Socket client = connect()) {
            exchange(client, 'a');
            server.next(PATIENCE_MILLIS);

            proxy.set(Fault.BLACKHOLE);
            client.getOutputStream().write('b');

            assertNull(server.next(SILENCE_MILLIS));
            proxy.set(Fault.PASS);
            assertEquals('b', client.getInputStream().read());
        }
    }

    @Test
    void a_half_open_connection_swallows_and_stays_so() throws Exception {
        try (Socket client = connect()) {
            exchange(client, 'a');
            server.next(PATIENCE_MILLIS);

            proxy.set(Fault.HALF_OPEN);

            assertEquals(-1, server.next(PATIENCE_MILLIS), "the server's side is gone");
            proxy.set(Fault.PASS);
            client.getOutputStream().write('b');
            client.setSoTimeout(SILENCE_MILLIS);
            assertThrows(
                    SocketTimeoutException.class, () -> client.getInputStream().read());
            assertNull(server.next(1));
        }
    }

    @Test
    void latency_delays_each_way() throws IOException {
        Duration delay = Duration.ofMillis(150);
        try (Socket client = connect()) {
            proxy.set(new Fault.Latency(delay));
            long begun = System.nanoTime();

            assertEquals('a', exchange(client, 'a'));

            assertTrue(System.nanoTime() - begun >= delay.multipliedBy(2).toNanos());
        }
    }

    @Test
    void a_cut_lets_the_request_arrive_and_so_much_of_the_answer() throws Exception {
        try (Socket client = connect()) {
            exchange(client, 'a');
            server.next(PATIENCE_MILLIS);

            proxy.set(new Fault.Cut(0));
            client.getOutputStream().write('b');

            assertEquals('b', server.next(PATIENCE_MILLIS), "it was done, and nobody was told");
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void a_cut_after_two_bytes_lets_two_bytes_pass() throws IOException {
        try (Socket client = connect()) {
            proxy.set(new Fault.Cut(2));

            assertEquals('a', exchange(client, 'a'));
            assertEquals('b', exchange(client, 'b'));
            client.getOutputStream().write('c');
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_connection_that_breaks() {
        server.close();

        assertThrows(IOException.class, () -> {
            try (Socket client = connect()) {
                client.getOutputStream().write('a');
                if (client.getInputStream().read() < 0) {
                    throw new IOException("ended");
                }
            }
        });
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setTcpNoDelay(true);
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    private static int exchange(Socket client, int one) throws IOException {
        client.getOutputStream().write(one);
        client.getOutputStream().flush();
        return client.getInputStream().read();
    }
}
