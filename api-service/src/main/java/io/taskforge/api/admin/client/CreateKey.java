package io.taskforge.api.admin.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.Actor;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.database.Columns;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.KeyExpiry;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A new key of a client. The same form makes one however often it is sent: the second time its number is taken. */
@ApplicationScoped
class CreateKey {

    /** What came of it. */
    sealed interface Outcome {

        /**
         * @param key to be shown now and never again
         * @param expires empty for one that is valid until it is revoked
         */
        record Made(ApiKey key, Optional<Instant> expires) implements Outcome {}

        /** @param keyId of the key that the form has made before */
        record Before(String keyId) implements Outcome {}
    }

    /** $1 key, $2 client, $3 hash, $4 scopes, $5 by, $6 form, $7 moment or null, $8 seconds from now or null. */
    private static final String INSERT = """
            insert into api_key (key_id, client_id, secret_hash, scopes, created_by, form_id, expires_at)
            values ($1, $2, $3, $4, $5, $6, coalesce($7::timestamptz, now() + $8::float8 * interval '1 second'))
            on conflict (form_id) do nothing returning expires_at""";

    private static final String OF_FORM = "select key_id from api_key where form_id = $1";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Pool pool;
    private final Pepper pepper;
    private final AuditLog audit;

    CreateKey(Pool pool, Pepper pepper, AuditLog audit) {
        this.pool = pool;
        this.pepper = pepper;
        this.audit = audit;
    }

    Uni<Outcome> of(Clients.Known client, KeyForm.Reading.Good wish, Actor actor) {
        ApiKey key = ApiKey.mint(RANDOM);
        return DatabaseCall.write(pool.withTransaction(transaction -> transaction
                .preparedQuery(INSERT)
                .execute(parameters(key, client, wish, actor))
                .flatMap(made -> made.size() == 0
                        ? before(transaction, wish)
                        : made(transaction, key, made, client, wish, actor))));
    }

    private static Uni<Outcome> before(SqlConnection transaction, KeyForm.Reading.Good wish) {
        return transaction
                .preparedQuery(OF_FORM)
                .execute(Tuple.of(wish.form()))
                .map(rows -> new Outcome.Before(rows.iterator().next().getString("key_id")));
    }

    private Uni<Outcome> made(
            SqlConnection transaction,
            ApiKey key,
            RowSet<Row> made,
            Clients.Known client,
            KeyForm.Reading.Good wish,
            Actor actor) {
        Optional<Instant> expires = Columns.moment(made.iterator().next(), "expires_at");
        AuditEvent event = AuditEvent.of("key_created", client.name().text())
                .with("key_id", key.keyId())
                .with("scopes", names(wish.scopes()).collect(Collectors.joining(", ")))
                .with("expires", expires.map(Instant::toString).orElse("never"));
        return audit.append(transaction, actor, event).replaceWith(new Outcome.Made(key, expires));
    }

    private Tuple parameters(ApiKey key, Clients.Known client, KeyForm.Reading.Good wish, Actor actor) {
        Tuple parameters = Tuple.tuple()
                .addValue(key.keyId())
                .addValue(client.id().value())
                .addValue(Buffer.buffer(key.hash(pepper)))
                .addValue(names(wish.scopes()).toArray(String[]::new))
                .addValue(actor.name())
                .addValue(wish.form());
        return switch (wish.expiry()) {
            case KeyExpiry.Never never -> parameters.addValue(null).addValue(null);
            case KeyExpiry.After after ->
                parameters.addValue(null).addValue((double) after.life().toSeconds());
            case KeyExpiry.At at ->
                parameters.addValue(at.moment().atOffset(ZoneOffset.UTC)).addValue(null);
        };
    }

    private static Stream<String> names(Set<Scope> scopes) {
        return scopes.stream().map(Scope::wireName);
    }
}
