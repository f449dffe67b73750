package io.taskforge.model.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One connection to the broker, from its opening to its end. Whatever goes wrong on it ends all of it: nothing is mended, another
 * line is opened, by {@link LineKeeper}.
 */
public abstract class BrokerLine implements AutoCloseable {

    static final Duration CLOSING = Duration.ofSeconds(2);

    private final Connection connection;

    /** Why the line is of no use any more; done once. */
    private final CompletableFuture<String> end = new CompletableFuture<>();

    protected BrokerLine(Connection connection) {
        this.connection = connection;
        connection.addShutdownListener(cause -> end.complete(why(cause)));
    }

    /** A channel whose end is the line's. */
    protected final Channel channel() throws IOException {
        Channel opened = channelOfItsOwn();
        opened.addShutdownListener(this::end);
        return opened;
    }

    /** A channel that may be closed, by us or for what is asked on it, without ending the line. */
    protected final Channel channelOfItsOwn() throws IOException {
        Channel opened = connection.createChannel();
        if (opened == null) {
            throw new IOException("the broker allows no further channel");
        }
        return opened;
    }

    /** Ends the line; the first reason stays. */
    public final void end(String why) {
        end.complete(why);
    }

    /** Ends the line for what went wrong on it. */
    protected final void end(Exception failure) {
        end(why(failure));
    }

    public final boolean ended() {
        return end.isDone();
    }

    /** Called once, by whoever ends the line, or at once when it has ended. */
    protected final void whenEnded(Consumer<String> told) {
        var unused = end.thenAccept(told);
    }

    /** Waits until the line is of no use any more, and says why. */
    final String awaitEnd() {
        return end.join();
    }

    /** What was not answered goes back to the broker. */
    @Override
    public final void close() {
        end("it was closed");
        connection.abort((int) CLOSING.toMillis());
    }

    /**
     * In a few words: what the client throws often says nothing itself, and its cause everything.
     *
     * @param failure null when the client does not say
     */
    protected static String why(Exception failure) {
        if (failure == null) {
            return "the connection was lost";
        }
        if (isSilence(failure)) {
            return "the broker does not answer";
        }
        Throwable cause = failure;
        while (cause.getCause() != null && saysNoMoreThan(cause, cause.getCause())) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Whether the broker did not answer in time, of which the client has two ways to tell. */
    static boolean isSilence(Throwable failure) {
        return failure instanceof ChannelContinuationTimeoutException || failure instanceof TimeoutException;
    }

    private static boolean saysNoMoreThan(Throwable failure, Throwable cause) {
        return failure.getMessage() == null || failure.getMessage().equals(cause.toString());
    }
}
