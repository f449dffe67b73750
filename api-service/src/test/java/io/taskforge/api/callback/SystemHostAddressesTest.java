package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.api.fixture.Eventually;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemHostAddressesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<String> lookedUp = new ConcurrentLinkedQueue<>();

    /** A resolver whose servers are silent until they are released. */
    private InetAddress[] silent(String host) throws UnknownHostException {
        lookedUp.add(host);
        try {
            assertTrue(released.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @AfterEach
    void close() {
        released.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void an_event_loop_goes_on_while_the_system_looks_a_name_up() throws Exception {
        var hosts = new SystemHostAddresses(vertx, this::silent);
        Context loop = vertx.getOrCreateContext();
        var answered = new CompletableFuture<List<InetAddress>>();
        var answeredOn = new AtomicReference<Context>();
        loop.runOnContext(asking -> hosts.of("hub.example.com").subscribe().with(addresses -> {
            answeredOn.set(Vertx.currentContext());
            answered.complete(addresses);
        }));
        Eventually.holds("looked up", () -> lookedUp.contains("hub.example.com"));

        var goesOn = new CompletableFuture<Boolean>();
        loop.runOnContext(other -> goesOn.complete(answered.isDone()));

        assertFalse(goesOn.get(20, TimeUnit.SECONDS));
        released.countDown();
        assertEquals(List.of(InetAddress.getLoopbackAddress()), answered.get(20, TimeUnit.SECONDS));
        assertEquals(loop, answeredOn.get(), "who asks is answered where it asked");
    }

    @Test
    void what_nobody_waits_for_any_more_is_not_asked() throws InterruptedException {
        var hosts = new SystemHostAddresses(vertx, this::silent);
        var asked = new ConcurrentLinkedQueue<CompletableFuture<List<InetAddress>>>();
        for (int i = 0; i < 32; i++) {
            asked.add(hosts.of("silent" + i + ".example.com").subscribeAsCompletionStage());
        }
        Eventually.holds("every thread is taken", () -> lookedUp.size() == 32);

        CompletableFuture<List<InetAddress>> waiting =
                hosts.of("given-up.example.com").subscribeAsCompletionStage();
        waiting.cancel(true);
        CompletableFuture<List<InetAddress>> next = hosts.of("next.example.com").subscribeAsCompletionStage();
        released.countDown();

        next.join();
        asked.forEach(CompletableFuture::join);
        assertTrue(lookedUp.contains("next.example.com"));
        assertFalse(lookedUp.contains("given-up.example.com"));
    }

    @Test
    void the_system_is_asked_for_names_and_takes_addresses_as_they_are() {
        var hosts = new SystemHostAddresses(vertx);

        assertTrue(hosts.of("localhost").await().atMost(PATIENCE).stream().allMatch(InetAddress::isLoopbackAddress));
        assertEquals(
                List.of("127.0.0.1"),
                hosts.of("127.0.0.1").await().atMost(PATIENCE).stream()
                        .map(InetAddress::getHostAddress)
                        .toList());
        assertThrows(
                RuntimeException.class,
                () -> hosts.of("no-such-host.invalid").await().atMost(PATIENCE));
    }
}
