package io.taskforge.api.dispatch;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.taskforge.model.broker.BrokerLine;
import io.taskforge.model.broker.BrokerNames;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Gives messages to the broker, one at a time: both methods may wait while the broker reads nothing, and are called by one thread. */
final class PublishingLine extends BrokerLine {

    private static final Logger LOG = Logger.getLogger(PublishingLine.class);

    private final Channel jobs;

    /** By the number that the broker confirms. */
    private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> unconfirmed = new ConcurrentSkipListMap<>();

    /** Why the broker takes no messages for now, its memory or its disk; null while it does. */
    private volatile String blocked;

    /** Null before the first news. Only touched by the one thread. */
    private Channel control;

    private boolean toldOfNoNews;

    PublishingLine(Connection connection) throws IOException {
        super(connection);
        connection.addBlockedListener(reason -> blocked = reason, () -> blocked = null);
        jobs = channel();
        jobs.exchangeDeclare(BrokerNames.JOBS_EXCHANGE, "direct", true);
        jobs.addConfirmListener(this::confirmed, this::refused);
        jobs.confirmSelect();
        whenEnded(this::failUnconfirmed);
    }

    /**
     * Done when the broker has confirmed. Fails when it refuses, at once when it has said that it takes none, and when the line ends
     * before, whether or not the ring came by it.
     */
    CompletableFuture<Void> ring(AMQP.BasicProperties properties, byte[] body) {
        if (blocked != null) {
            return CompletableFuture.failedFuture(blocked());
        }
        var confirm = new CompletableFuture<Void>();
        unconfirmed.put(jobs.getNextPublishSeqNo(), confirm);
        try {
            jobs.basicPublish(BrokerNames.JOBS_EXCHANGE, BrokerNames.GENERATE_QUEUE, properties, body);
        } catch (IOException | ShutdownSignalException e) {
            end(e);
        }
        if (ended()) {
            // Whoever ended it may have looked before this one was among them.
            failUnconfirmed("the line has ended");
        }
        return confirm;
    }

    /** To all workers; nobody hears whether it arrived. What goes wrong with it costs no ring: it has a channel of its own. */
    void tell(AMQP.BasicProperties properties, byte[] body) throws IOException {
        if (blocked != null) {
            throw blocked();
        }
        try {
            controlChannel().basicPublish(BrokerNames.CONTROL_EXCHANGE, "", properties, body);
        } catch (IOException | ShutdownSignalException e) {
            if (!toldOfNoNews && !ended()) {
                toldOfNoNews = true;
                LOG.warnf("Workers hear of cancels by their heartbeats only: %s", why(e));
            }
            throw e;
        }
    }

    /** Opened again by each message when the broker has closed it, because of a missing exchange or permission say. */
    private Channel controlChannel() throws IOException {
        if (control == null || !control.isOpen()) {
            control = channelOfItsOwn();
            control.exchangeDeclare(BrokerNames.CONTROL_EXCHANGE, "fanout", true);
        }
        return control;
    }

    private IOException blocked() {
        return new IOException("the broker takes no messages for now: " + blocked);
    }

    private void confirmed(long number, boolean andAllBefore) {
        settle(upTo(number, andAllBefore), confirm -> confirm.complete(null));
    }

    private void refused(long number, boolean andAllBefore) {
        fail(upTo(number, andAllBefore), "the broker refuses the message");
    }

    private void failUnconfirmed(String why) {
        fail(unconfirmed, why);
    }

    private NavigableMap<Long, CompletableFuture<Void>> upTo(long number, boolean andAllBefore) {
        return andAllBefore ? unconfirmed.headMap(number, true) : unconfirmed.subMap(number, true, number, true);
    }

    private static void fail(NavigableMap<Long, CompletableFuture<Void>> rings, String why) {
        settle(rings, confirm -> confirm.completeExceptionally(new IOException(why)));
    }

    /** One by one: the broker's word and the line's end may take some of the same at the same time. */
    private static void settle(
            NavigableMap<Long, CompletableFuture<Void>> rings, Consumer<CompletableFuture<Void>> outcome) {
        for (var first = rings.pollFirstEntry(); first != null; first = rings.pollFirstEntry()) {
            outcome.accept(first.getValue());
        }
    }
}
