package io.taskforge.model.settings;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bounds every wait for the database, which the defaults leave open for half a minute and more. */
@Singleton
class DatabasePool implements PgPoolCreator {

    private static final int CONNECT_MS = 3_000;
    private static final int WAIT_FOR_CONNECTION_SECONDS = 4;

    /** On the server's side: what nobody waits for any more must not go on. */
    private static final String STATEMENT_TIMEOUT_MS = "15000";

    /** A replica that froze between two statements must not keep its locks for the others to wait for. */
    private static final String IDLE_IN_TRANSACTION_MS = "10000";

    private final String application;

    DatabasePool(@ConfigProperty(name = "quarkus.application.name") String application) {
        this.application = application;
    }

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(server -> {
            server.setConnectTimeout(CONNECT_MS);
            trustThisPlatform(server);
            server.addProperty("application_name", application);
            server.addProperty("statement_timeout", STATEMENT_TIMEOUT_MS);
            server.addProperty("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION_MS);
        });
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setConnectionTimeout(WAIT_FOR_CONNECTION_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .build();
    }

    /** A server is verified against some authorities: those of a file, or else those that Java comes with, which the client does not take by itself. */
    private static void trustThisPlatform(PgConnectOptions server) {
        boolean verifies = server.getSslMode() == SslMode.VERIFY_FULL || server.getSslMode() == SslMode.VERIFY_CA;
        if (verifies && server.getTrustOptions() == null) {
            server.setTrustOptions(TrustOptions.wrap(ServerTrust.ofPlatform()));
        }
    }
}
