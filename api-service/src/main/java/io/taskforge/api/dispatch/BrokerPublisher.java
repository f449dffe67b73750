package io.taskforge.api.dispatch;

import com.rabbitmq.client.AMQP;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.broker.BrokerAddress;
import io.taskforge.model.broker.LineKeeper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gives messages to the broker. Nothing waits for it here but one thread, which a broker that reads nothing may hold up; as soon as
 * more wait than the relay and the control bell ever send at once, others are refused.
 */
@ApplicationScoped
class BrokerPublisher {

    private static final Logger LOG = Logger.getLogger(BrokerPublisher.class);

    private final LineKeeper<PublishingLine> keeper;
    private final ThreadPoolExecutor writer;

    BrokerPublisher(BrokerAddress address, DispatchConfig config) {
        writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.inFlight() + ControlBell.ON_THEIR_WAY_AT_MOST),
                Thread.ofPlatform().daemon().name("broker-publish").factory());
        keeper = new LineKeeper<>(address, "TaskForge api", PublishingLine::new, new LineKeeper.Watcher<>() {
            @Override
            public void there(boolean again) {
                LOG.infof(again ? "The broker is there again: %s" : "Publishing to the broker: %s", address);
            }

            @Override
            public void away(String why) {
                LOG.warnf("The broker at %s is not there, and messages wait in the outbox meanwhile: %s", address, why);
            }
        });
    }

    void start(@Observes StartupEvent start) {
        keeper.start();
    }

    @PreDestroy
    void close() throws InterruptedException {
        keeper.close();
        // What still waits for it ends on a line that has ended.
        writer.shutdown();
    }

    /**
     * To one worker. Done when the broker has confirmed. Fails when it refuses, when the connection ends before, and while there is none
     * with each try to get one; never times out by itself.
     */
    CompletableFuture<Void> ring(AMQP.BasicProperties properties, byte[] body) {
        return keeper.nextLine().thenComposeAsync(line -> line.ring(properties, body), writer);
    }

    /** To all workers. Done when it is sent, which says nothing of its arrival. */
    CompletableFuture<Void> tell(AMQP.BasicProperties properties, byte[] body) {
        return keeper.nextLine().thenComposeAsync(line -> told(line, properties, body), writer);
    }

    private static CompletableFuture<Void> told(PublishingLine line, AMQP.BasicProperties properties, byte[] body) {
        try {
            line.tell(properties, body);
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
