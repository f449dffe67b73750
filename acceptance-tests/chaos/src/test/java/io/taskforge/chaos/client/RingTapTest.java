package io.taskforge.chaos.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.taskforge.embedded.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RingTapTest {

    private final String amqp = EmbeddedBroker.shared().url();

    @Test
    void a_ring_that_comes_twice_is_doubled() throws Exception {
        try (RingTap tap = RingTap.on(amqp)) {
            ring("{\"job_id\":\"019e4fae-f96a-78b2-be03-8633c38ea640\",\"dispatch_seq\":1}");
            ring("{\"job_id\":\"019e4fae-f96a-78b2-be03-8633c38ea640\",\"dispatch_seq\":1}");
            ring("{\"job_id\":\"019e4fae-f96a-78b2-be03-8633c38ea640\",\"dispatch_seq\":2}");

            assertTrue(within(() -> tap.heard().size() == 3));
            assertEquals(1, tap.doubled());
        }
    }

    @Test
    void a_flood_brings_each_ring_again_among_strangers_and_garbage() throws Exception {
        try (RingTap tap = RingTap.on(amqp)) {
            List<byte[]> rings = List.of(bytes("{\"dispatch_seq\":1}"), bytes("{\"dispatch_seq\":2}"));

            tap.flood(rings, 4, new Random(1));

            assertTrue(
                    within(() -> count(tap, "{\"dispatch_seq\":1}") == 4 && count(tap, "{\"dispatch_seq\":2}") == 4));
            assertTrue(within(() -> count(tap, "null") == 4 && count(tap, "") == 4));
            assertTrue(within(() -> tap.heard().stream()
                            .filter(ring -> text(ring).startsWith("{\"job_id\":\""))
                            .count()
                    == 2 + 4));
        }
    }

    private static long count(RingTap tap, String text) {
        return tap.heard().stream().filter(ring -> text(ring).equals(text)).count();
    }

    private void ring(String text) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(amqp);
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.basicPublish("taskforge.jobs", "taskforge.jobs.generate", null, bytes(text));
        }
    }

    /** Whether it comes about in time; what is asked for arrives by itself. */
    private static boolean within(BooleanSupplier so) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        CountDownLatch never = new CountDownLatch(1);
        while (!so.getAsBoolean() && System.nanoTime() < deadline) {
            boolean unused = never.await(10, TimeUnit.MILLISECONDS);
        }
        return so.getAsBoolean();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
