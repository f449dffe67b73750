package io.taskforge.worker.intake;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.taskforge.model.broker.BrokerLine;
import io.taskforge.model.broker.BrokerNames;
import io.taskforge.model.failpoint.Failpoint;
import io.taskforge.model.trace.TraceParent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Hears what comes from the broker. A delivery is answered on the channel that it came from, or not at all. */
final class ListeningLine extends BrokerLine {

    /** To whom what comes is given, each on a thread of its own, and how many rings may be on their way at once. */
    record Listener(Consumer<Ring> rings, Consumer<byte[]> control, IntSupplier wanted) {}

    private final Listener listener;
    private final Channel channel;

    /** Each may have one unanswered delivery. */
    private final Deque<String> consumers = new ArrayDeque<>();

    /** Declares, and hears of cancels; hears no ring before {@link #adjust}. */
    ListeningLine(Connection connection, Listener listener) throws IOException {
        super(connection);
        this.listener = listener;
        this.channel = channel();
        declareJobs();
        listenToControl();
    }

    private void declareJobs() throws IOException {
        channel.exchangeDeclare(BrokerNames.JOBS_EXCHANGE, "direct", true);
        if (!declared(BrokerNames.GENERATE_QUEUE)) {
            // Plain durable, so that every broker has it.
            channel.queueDeclare(BrokerNames.GENERATE_QUEUE, true, false, false, null);
        }
        channel.queueBind(BrokerNames.GENERATE_QUEUE, BrokerNames.JOBS_EXCHANGE, BrokerNames.GENERATE_QUEUE);
        channel.basicQos(1);
    }

    /** A queue that somebody made otherwise, a quorum queue say, is taken as it is. The broker closes the channel that asks in vain. */
    private boolean declared(String queue) throws IOException {
        Channel asking = channelOfItsOwn();
        try {
            asking.queueDeclarePassive(queue);
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            asking.abort();
        }
    }

    /** A channel of its own, on which nothing is ever unanswered. */
    private void listenToControl() throws IOException {
        Channel control = channel();
        control.exchangeDeclare(BrokerNames.CONTROL_EXCHANGE, "fanout", true);
        String queue = control.queueDeclare("", false, true, true, null).getQueue();
        control.queueBind(queue, BrokerNames.CONTROL_EXCHANGE, "");
        control.basicConsume(queue, true, new Ear(control) {
            @Override
            public void handleDelivery(
                    String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                Thread.ofVirtual().name("control").start(() -> listener.control()
                        .accept(body));
            }
        });
    }

    /**
     * Listens for as many rings as are wanted now, and returns when the broker has said so: what is acknowledged after that brings no
     * further ring for a slot that is taken.
     */
    synchronized void adjust() {
        try {
            while (!ended() && consumers.size() < listener.wanted().getAsInt()) {
                consumers.add(channel.basicConsume(BrokerNames.GENERATE_QUEUE, false, new RingEar()));
            }
            while (!ended() && consumers.size() > listener.wanted().getAsInt()) {
                channel.basicCancel(consumers.remove());
            }
        } catch (IOException | ShutdownSignalException e) {
            end(e);
        }
    }

    /**
     * Asks the broker whether it knows of us, and ends the line when not. Some say nothing when a queue is deleted, and a connection
     * that hangs is noticed here before its heartbeats are missed.
     */
    synchronized void check() {
        try {
            int known = channel.queueDeclarePassive(BrokerNames.GENERATE_QUEUE).getConsumerCount();
            if (known == 0 && !consumers.isEmpty()) {
                end("the broker knows of no listener");
            }
        } catch (IOException | ShutdownSignalException e) {
            end(e);
        }
    }

    /** Ends the line when the broker cancels, as it does when a queue is deleted or its node goes. */
    private class Ear extends DefaultConsumer {

        Ear(Channel channel) {
            super(channel);
        }

        @Override
        public void handleCancel(String consumerTag) {
            end("the broker cancelled the consumer");
        }
    }

    private final class RingEar extends Ear {

        RingEar() {
            super(channel);
        }

        @Override
        public void handleDelivery(
                String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            long delivery = envelope.getDeliveryTag();
            Ring ring = new Ring(
                    body,
                    publish(properties),
                    () -> {
                        Failpoint.WORKER_BEFORE_ACK.pass();
                        answer(() -> channel.basicAck(delivery, false));
                    },
                    () -> answer(() -> channel.basicNack(delivery, false, true)));
            Thread.ofVirtual().name("ring-" + delivery).start(() -> listener.rings()
                    .accept(ring));
        }
    }

    private static Optional<TraceParent> publish(AMQP.BasicProperties properties) {
        Object header =
                properties.getHeaders() == null ? null : properties.getHeaders().get(TraceParent.HEADER);
        return header == null ? Optional.empty() : TraceParent.parse(header.toString());
    }

    private interface Answer {
        void send() throws IOException;
    }

    private void answer(Answer answer) {
        try {
            answer.send();
        } catch (IOException | ShutdownSignalException e) {
            // The broker delivers it again.
            end(e);
        }
    }
}
