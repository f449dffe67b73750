package io.taskforge.api.dispatch;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.taskforge.model.broker.BrokerLine;
import io.taskforge.model.broker.BrokerNames;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Gives messages to the broker, one at a time: both methods wait while the broker reads nothing, and are called by one thread. */
final class PublishingLine extends BrokerLine {

    private final Channel jobs;
    private final Channel control;

    /** By the number that the broker confirms. */
    private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> unconfirmed = new ConcurrentSkipListMap<>();

    PublishingLine(Connection connection) throws IOException {
        super(connection);
        jobs = channel();
        jobs.exchangeDeclare(BrokerNames.JOBS_EXCHANGE, "direct", true);
        jobs.addConfirmListener(this::confirmed, this::refused);
        jobs.confirmSelect();
        control = channel();
        control.exchangeDeclare(BrokerNames.CONTROL_EXCHANGE, "fanout", true);
        whenEnded(this::failUnconfirmed);
    }

    /** Done when the broker has confirmed; fails when it refuses, and when the line ends before, whether or not the ring came by it. */
    CompletableFuture<Void> ring(AMQP.BasicProperties properties, byte[] body) {
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

    /** To all workers; nobody hears whether it arrived. */
    void tell(AMQP.BasicProperties properties, byte[] body) {
        try {
            control.basicPublish(BrokerNames.CONTROL_EXCHANGE, "", properties, body);
        } catch (IOException | ShutdownSignalException e) {
            end(e);
        }
    }

    private void confirmed(long number, boolean andAllBefore) {
        settle(number, andAllBefore, null);
    }

    private void refused(long number, boolean andAllBefore) {
        settle(number, andAllBefore, new IOException("the broker refuses the message"));
    }

    private void settle(long number, boolean andAllBefore, IOException refusal) {
        var settled = andAllBefore ? unconfirmed.headMap(number, true) : unconfirmed.subMap(number, true, number, true);
        while (!settled.isEmpty()) {
            CompletableFuture<Void> confirm = settled.pollFirstEntry().getValue();
            if (refusal == null) {
                confirm.complete(null);
            } else {
                confirm.completeExceptionally(refusal);
            }
        }
    }

    private void failUnconfirmed(String why) {
        while (!unconfirmed.isEmpty()) {
            var first = unconfirmed.pollFirstEntry();
            if (first != null) {
                first.getValue().completeExceptionally(new IOException(why));
            }
        }
    }
}
