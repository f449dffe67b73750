package io.taskforge.local.stack;

import io.taskforge.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The embedded database. After the first start it keeps its port, which the services know. */
final class PostgresPart implements Part {

    private EmbeddedPostgres.Options options;
    private volatile String url;

    PostgresPart(EmbeddedPostgres.Options options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Path log() {
        return options.log();
    }

    /** {@code postgresql://user:password@127.0.0.1:port/taskforge}, once it has been started. */
    String url() {
        return url;
    }

    @Override
    public Running start() {
        EmbeddedPostgres server = EmbeddedPostgres.start(options);
        options = options.withPort(server.port());
        url = server.url();
        return new RunningPostgres(server);
    }

    private record RunningPostgres(EmbeddedPostgres server) implements Running {

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
