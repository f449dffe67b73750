package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.taskforge.api.fixture.Bridge;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.model.broker.BrokerAddress;
import io.taskforge.model.broker.BrokerNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Confirms of a real broker, over a connection that breaks. */
class BrokerPublisherTest {

    private static final String PASSWORD = "only-for-this-test";

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    /** Class and method of {@code confirm.select}, which a line begins with. */
    private static final byte[] CONFIRM_SELECT = {0, 85, 0, 10};

    private static final int LARGE = 1 << 20;

    /** More than the one thread, the queue before it and the sockets take. */
    private static final int MORE_THAN_FIT = 200;

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    private Bridge bridge;
    private BrokerPublisher publisher;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(EmbeddedBroker.Options.in(folder, PASSWORD));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void connect() {
        bridge = Bridge.before(broker.port());
        publisher = new BrokerPublisher(
                new BrokerAddress(
                        "127.0.0.1", bridge.port(), EmbeddedBroker.USER, PASSWORD, "/", false, Optional.empty()),
                new PlainDispatchConfig());
    }

    @AfterEach
    void hangUp() throws InterruptedException {
        publisher.close();
        bridge.close();
    }

    private CompletableFuture<Void> ring() {
        return publisher.ring(MessageBody.properties().build(), BODY);
    }

    private static void confirmed(CompletableFuture<Void> ring) throws Exception {
        ring.get(30, TimeUnit.SECONDS);
    }

    private static String failure(CompletableFuture<Void> ring) {
        return assertThrows(ExecutionException.class, () -> confirmed(ring))
                .getCause()
                .getClass()
                .getSimpleName();
    }

    private boolean isConfirmedByNow() {
        try {
            confirmed(ring());
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    void rings_that_come_before_the_broker_answers_leave_when_it_does() throws Exception {
        CompletableFuture<Void> first = ring();
        CompletableFuture<Void> second = ring();
        assertFalse(first.isDone());

        publisher.start(null);

        confirmed(first);
        confirmed(second);
    }

    @Test
    void confirms_that_a_connection_took_with_it_are_known_to_be_lost() throws Exception {
        publisher.start(null);
        confirmed(ring());
        bridge.silence();
        CompletableFuture<Void> unheard = ring();
        CompletableFuture<Void> unheardToo = ring();
        Eventually.holds("the broker has confirmed, in vain", () -> bridge.swallowed() > 0);
        assertFalse(unheard.isDone());

        bridge.hangUp();

        assertEquals("IOException", failure(unheard));
        assertEquals("IOException", failure(unheardToo));
        Eventually.holds("rings are confirmed again", this::isConfirmedByNow);
    }

    @Test
    void a_connection_that_breaks_while_it_is_set_up_is_set_up_anew() throws Exception {
        bridge.breakAt(CONFIRM_SELECT, 2);
        CompletableFuture<Void> first = ring();

        publisher.start(null);

        failure(first);
        Eventually.holds("both breaks are behind it", () -> bridge.breaksLeft() == 0);
        Eventually.holds("rings are confirmed", this::isConfirmedByNow);
    }

    @Test
    void a_broker_that_reads_nothing_holds_up_nobody_and_is_given_no_more_than_fits() throws Exception {
        publisher.start(null);
        confirmed(ring());
        bridge.stall();
        byte[] large = new byte[LARGE];

        List<CompletableFuture<Void>> rings = IntStream.range(0, MORE_THAN_FIT)
                .mapToObj(i -> publisher.ring(MessageBody.properties().build(), large))
                .toList();

        long refused = rings.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
        assertTrue(refused > 0 && refused < MORE_THAN_FIT, () -> refused + " refused");
        bridge.hangUp();
        for (CompletableFuture<Void> ring : rings) {
            failure(ring);
        }
        Eventually.holds("rings are confirmed again", this::isConfirmedByNow);
    }

    @Test
    void news_that_the_broker_does_not_take_cost_no_ring() throws Exception {
        publisher.start(null);
        confirmed(news());
        withChannel(channel -> channel.exchangeDelete(BrokerNames.CONTROL_EXCHANGE));

        // The broker closes the channel of these, and only of these.
        confirmed(news());

        confirmed(ring());
        Eventually.holds("news have their exchange again", () -> {
            var unused = news();
            return hasControlExchange();
        });
        confirmed(ring());
    }

    private static boolean hasControlExchange() {
        try {
            withChannel(channel -> channel.exchangeDeclarePassive(BrokerNames.CONTROL_EXCHANGE));
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private CompletableFuture<Void> news() {
        return publisher.tell(MessageBody.properties().build(), BODY);
    }

    private interface Act {
        void on(Channel channel) throws Exception;
    }

    private static void withChannel(Act act) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker.url());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            act.on(channel);
        }
    }

    @Test
    void a_stopped_publisher_fails_every_ring() throws Exception {
        publisher.start(null);
        confirmed(ring());

        publisher.close();

        failure(ring());
    }

    /** As an operator who sets nothing has it. */
    private static final class PlainDispatchConfig implements DispatchConfig {

        @Override
        public Duration poll() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration publishTimeout() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration probeTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int inFlight() {
            return 32;
        }
    }
}
