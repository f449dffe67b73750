package io.taskforge.api.admin.account;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.Peer;
import io.taskforge.api.database.DatabaseCall;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * The pauses after failed sign-ins under one name from one network, whichever replica they met: none after the first three, then a second,
 * doubling up to a minute. Whoever guesses from elsewhere keeps the administrator waiting for nothing.
 */
@ApplicationScoped
class SignInPauses {

    private static final String PAUSE = "least(60, 2 ^ least(failures - 3, 6)) * interval '1 s'";

    /** $1 name, $2 network. */
    private static final String LEFT = """
            select (extract(epoch from failed_at + %s - now()) * 1000)::bigint as left_ms from admin_sign_in_failure
            where name = $1 and network = $2 and failures >= 3 and failed_at + %s > now()""".formatted(PAUSE, PAUSE);

    /** $1 name, $2 network. A day later it is forgotten, so that names that were once tried do not pile up. */
    private static final String FAILED = """
            with forgotten as (delete from admin_sign_in_failure where failed_at < now() - interval '1 day' and (name, network) <> ($1, $2))
            insert into admin_sign_in_failure (name, network, failures) values ($1, $2, 1)
            on conflict (name, network) do update set failed_at = now(),
              failures = case when admin_sign_in_failure.failed_at < now() - interval '1 day' then 1
                              else least(admin_sign_in_failure.failures + 1, 1000) end""";

    private static final String SUCCEEDED = "delete from admin_sign_in_failure where name = $1 and network = $2";

    private final Pool pool;

    SignInPauses(Pool pool) {
        this.pool = pool;
    }

    /** How long nobody can try this name yet; empty when anybody can. */
    Uni<Optional<Duration>> left(String name, Peer peer) {
        return DatabaseCall.read(
                pool.preparedQuery(LEFT).execute(Tuple.of(name, peer.network())).map(rows -> rows.stream()
                        .map(row -> Duration.ofMillis(row.getLong("left_ms")))
                        .findFirst()));
    }

    Uni<Void> failed(SqlClient transaction, String name, Peer peer) {
        return transaction
                .preparedQuery(FAILED)
                .execute(Tuple.of(name, peer.network()))
                .replaceWithVoid();
    }

    Uni<Void> succeeded(SqlClient transaction, String name, Peer peer) {
        return transaction
                .preparedQuery(SUCCEEDED)
                .execute(Tuple.of(name, peer.network()))
                .replaceWithVoid();
    }
}
