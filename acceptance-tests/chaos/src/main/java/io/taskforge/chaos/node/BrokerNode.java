package io.taskforge.chaos.node;

import io.taskforge.chaos.check.RestProbe;
import java.nio.file.Path;
import java.util.Optional;

/** A broker, and what can be done to any of them. */
public sealed interface BrokerNode extends AutoCloseable permits RabbitNode, EmbeddedBrokerNode {

    /** @param through the port of whoever stands before it */
    String url(int through);

    int port();

    /** In order. */
    void stop();

    void kill();

    /** After it was stopped or killed, on the same port. */
    void start();

    /** Stands still, with its connections open. */
    void pause();

    void resume();

    /** What waits in a queue, and what was delivered and not acknowledged. */
    RestProbe.Queue queue(String name) throws Exception;

    /** Empty for one that keeps none worth reading. */
    Optional<Path> log();

    @Override
    void close();
}
