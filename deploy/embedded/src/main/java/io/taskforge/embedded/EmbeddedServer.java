package io.taskforge.embedded;

import java.util.concurrent.CompletableFuture;

/** A running server of our own, a child process on 127.0.0.1. */
public sealed interface EmbeddedServer extends AutoCloseable permits EmbeddedPostgres, EmbeddedBroker {

    /** The server's own process. */
    long pid();

    /** The port it listens on, on 127.0.0.1. */
    int port();

    /** Where it is and who may use it, password included: not for logs. */
    String url();

    /** Completes when the server has ended, asked or unasked. */
    CompletableFuture<Void> onExit();

    /** Stops the server and returns when it has ended. */
    @Override
    void close();
}
