package io.taskforge.chaos.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * Hears every ring for a job in a queue of its own beside the workers', and can ring itself: again, in another order, for jobs that are
 * not there, and with what is no ring at all.
 */
public final class RingTap implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String EXCHANGE = "taskforge.jobs";
    private static final String KEY = "taskforge.jobs.generate";

    private static final List<String> GARBAGE = List.of(
            "", "null", "[]", "{", "{}", "{\"job_id\":7}", "{\"job_id\":\"no\"}", "\u0000\u0001", "\"".repeat(100_000));

    private final Connection connection;
    private final List<byte[]> heard = new ArrayList<>();

    private RingTap(Connection connection) throws IOException {
        this.connection = connection;
        Channel channel = connection.createChannel();
        // As the services declare it, so that it does not matter who comes first.
        channel.exchangeDeclare(EXCHANGE, "direct", true);
        String queue = channel.queueDeclare("", false, true, true, null).getQueue();
        channel.queueBind(queue, EXCHANGE, KEY);
        CancelCallback cancelled = tag -> {};
        channel.basicConsume(queue, true, (tag, message) -> hear(message.getBody()), cancelled);
    }

    /** @param amqpUrl straight to the broker, not through a proxy */
    public static RingTap on(String amqpUrl) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(amqpUrl);
        factory.setAutomaticRecoveryEnabled(false);
        return new RingTap(factory.newConnection("chaos"));
    }

    /** What was rung so far, the own rings too. */
    public List<byte[]> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** How many rings came beyond the first for the same row of the outbox. */
    public long doubled() {
        List<String> rings = heard().stream().map(RingTap::number).toList();
        return rings.size() - rings.stream().distinct().count();
    }

    /**
     * Rings again for each of these, so many times more, among as many rings for jobs that do not exist and some things that are none,
     * all in random order.
     */
    public void flood(List<byte[]> rings, int times, Random random) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(rings);
            GARBAGE.forEach(text -> all.add(text.getBytes(StandardCharsets.UTF_8)));
        }
        for (int i = 0; i < rings.size(); i++) {
            UUID nobody = new UUID(random.nextLong(), random.nextLong());
            all.add(("{\"job_id\":\"" + nobody + "\",\"dispatch_seq\":" + -i + "}").getBytes(StandardCharsets.UTF_8));
        }
        Collections.shuffle(all, random);
        AMQP.BasicProperties persistent = MessageProperties.PERSISTENT_BASIC;
        try (Channel ringing = connection.createChannel()) {
            for (byte[] one : all) {
                ringing.basicPublish(EXCHANGE, KEY, persistent, one);
            }
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
    }

    private void hear(byte[] ring) {
        synchronized (heard) {
            heard.add(ring);
        }
    }

    private static String number(byte[] ring) {
        try {
            return JSON.readTree(ring).path("dispatch_seq").asText();
        } catch (IOException e) {
            throw new IllegalStateException("the services publish nothing but rings", e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
