package io.taskforge.local.stack;

import io.taskforge.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** The embedded database or message broker. After the first start it keeps its port, which the services know. */
final class EmbeddedPart implements Part {

    private static final int ANY_PORT = 0;

    private final String name;
    private final Path log;
    private final IntFunction<? extends EmbeddedServer> startOn;
    private int port = ANY_PORT;
    private volatile String url;

    /**
     * @param startOn starts the server on the given port, or on a free one for 0
     */
    EmbeddedPart(String name, Path log, IntFunction<? extends EmbeddedServer> startOn) {
        this.name = name;
        this.log = log;
        this.startOn = startOn;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path log() {
        return log;
    }

    /** With user and password, once it has been started. */
    String url() {
        return url;
    }

    @Override
    public Running start() {
        EmbeddedServer server = startOn.apply(port);
        port = server.port();
        url = server.url();
        return new RunningServer(server);
    }

    private record RunningServer(EmbeddedServer server) implements Running {

        @Override
        public long pid() {
            return server.pid();
        }

        @Override
        public String place() {
            return "127.0.0.1:" + server.port();
        }

        @Override
        public CompletableFuture<Void> onExit() {
            return server.onExit();
        }

        @Override
        public void stop() {
            server.close();
        }
    }
}
