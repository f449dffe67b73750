package io.taskforge.api.admin.account;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.admin.SecretToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The sessions of administrators, as rows. Each request asks for its own, so that a session that was ended, or whose administrator was
 * disabled, is over at once and on every replica.
 */
@ApplicationScoped
class Sessions {

    /** $1 hash, $2 idle ms, $3 session ms, $4 whether somebody is there. That it was seen is noted once a minute. */
    private static final String RESUME = """
            with s as (
              select token_hash, admin_id, name, seen_at from admin_session join admin_user a on a.id = admin_id
              where token_hash = $1 and a.disabled_at is null and seen_at > now() - $2::bigint * interval '1 ms'
                and admin_session.created_at > now() - $3::bigint * interval '1 ms'),
            u as (update admin_session set seen_at = now() from s
                  where $4 and admin_session.token_hash = s.token_hash and s.seen_at < now() - interval '1 minute')
            select admin_id, name from s""";

    /** $1 hash, $2 administrator, $3 address, $4 idle ms, $5 session ms. Those that are over go. */
    private static final String OPEN = """
            with over as (
              delete from admin_session where seen_at <= now() - $4::bigint * interval '1 ms'
                or created_at <= now() - $5::bigint * interval '1 ms'),
            noted as (update admin_user set signed_in_at = now() where id = $2)
            insert into admin_session (token_hash, admin_id, address) values ($1, $2, $3)""";

    private static final String END = "delete from admin_session where token_hash = $1";

    private static final String END_OTHERS =
            "delete from admin_session where admin_id = $1 and token_hash is distinct from $2";

    private final Pool pool;
    private final AccountConfig config;

    Sessions(Pool pool, AccountConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * Whose session it is; empty when it is over, or never was.
     *
     * @param person whether a person asks, and not a page that keeps itself up to date: such a page must not keep a session alive
     */
    Uni<Optional<SignedIn>> resume(SecretToken token, boolean person) {
        return DatabaseCall.read(pool.preparedQuery(RESUME)
                .execute(Tuple.of(
                        hash(token), config.idle().toMillis(), config.session().toMillis(), person))
                .map(rows -> rows.stream()
                        .map(row -> new SignedIn(new AdminId(row.getUUID("admin_id")), row.getString("name")))
                        .findFirst()));
    }

    /** A new session, in the caller's transaction. */
    Uni<SecretToken> open(SqlClient transaction, AdminId admin, String address) {
        SecretToken token = SecretToken.mint();
        return transaction
                .preparedQuery(OPEN)
                .execute(Tuple.of(
                        hash(token),
                        admin.value(),
                        address,
                        config.idle().toMillis(),
                        config.session().toMillis()))
                .replaceWith(token);
    }

    Uni<Void> end(SqlClient transaction, SecretToken token) {
        return transaction.preparedQuery(END).execute(Tuple.of(hash(token))).replaceWithVoid();
    }

    /** @param spared the one that goes on, if any */
    Uni<Void> endAllOf(SqlClient transaction, AdminId admin, Optional<SecretToken> spared) {
        return transaction
                .preparedQuery(END_OTHERS)
                .execute(Tuple.of(admin.value(), spared.map(Sessions::hash).orElse(null)))
                .replaceWithVoid();
    }

    private static Buffer hash(SecretToken token) {
        return Buffer.buffer(token.hash());
    }
}
