package io.taskforge.local.stack;

import io.taskforge.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The embedded message broker. After the first start it keeps its port, which the services know. */
final class BrokerPart implements Part {

    private EmbeddedBroker.Options options;
    private volatile String url;

    BrokerPart(EmbeddedBroker.Options options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public Path log() {
        return options.log();
    }

    /** {@code amqp://user:password@127.0.0.1:port}, once it has been started. */
    String url() {
        return url;
    }

    @Override
    public Running start() {
        EmbeddedBroker server = EmbeddedBroker.start(options);
        options = options.withPort(server.port());
        url = server.url();
        return new RunningBroker(server);
    }

    private record RunningBroker(EmbeddedBroker server) implements Running {

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
