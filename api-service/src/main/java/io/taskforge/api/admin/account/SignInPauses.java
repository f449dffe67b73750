package io.taskforge.api.admin.account;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * The pauses after failed sign-ins under one name, wherever they came from and whichever replica they met: none after the first three,
 * then a second, doubling up to a minute. Never longer: whoever guesses on purpose must not keep the administrator out.
 */
@ApplicationScoped
class SignInPauses {

    private static final String PAUSE = "least(60, 2 ^ least(failures - 3, 6)) * interval '1 s'";

    /** $1 name. */
    private static final String LEFT = """
            select (extract(epoch from failed_at + %s - now()) * 1000)::bigint as left_ms from admin_sign_in_failure
            where name = $1 and failures >= 3 and failed_at + %s > now()""".formatted(PAUSE, PAUSE);

    /** $1 name. A day later it is forgotten, so that names that were once tried do not pile up. */
    private static final String FAILED = """
            with forgotten as (delete from admin_sign_in_failure where failed_at < now() - interval '1 day' and name <> $1)
            insert into admin_sign_in_failure (name, failures) values ($1, 1)
            on conflict (name) do update set failed_at = now(),
              failures = case when admin_sign_in_failure.failed_at < now() - interval '1 day' then 1
                              else least(admin_sign_in_failure.failures + 1, 1000) end""";

    private static final String SUCCEEDED = "delete from admin_sign_in_failure where name = $1";

    private final Pool pool;

    SignInPauses(Pool pool) {
        this.pool = pool;
    }

    /** How long nobody can try this name yet; empty when anybody can. */
    Uni<Optional<Duration>> left(String name) {
        return DatabaseCall.read(
                pool.preparedQuery(LEFT).execute(Tuple.of(name)).map(rows -> rows.stream()
                        .map(row -> Duration.ofMillis(row.getLong("left_ms")))
                        .findFirst()));
    }

    Uni<Void> failed(SqlClient transaction, String name) {
        return transaction.preparedQuery(FAILED).execute(Tuple.of(name)).replaceWithVoid();
    }

    Uni<Void> succeeded(SqlClient transaction, String name) {
        return transaction.preparedQuery(SUCCEEDED).execute(Tuple.of(name)).replaceWithVoid();
    }
}
