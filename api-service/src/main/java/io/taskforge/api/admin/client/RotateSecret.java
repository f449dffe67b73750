package io.taskforge.api.admin.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.Actor;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.WebhookSecret;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/**
 * Makes the secret that signs a client's callbacks, or another one in its place; of the earlier ones only the last is kept, and signs too
 * for a day. A form that is sent again, or was shown before somebody else made a secret, makes none: each takes the place of the secret
 * that there was when it was shown.
 */
@ApplicationScoped
class RotateSecret {

    /** What came of it. */
    sealed interface Outcome {

        /**
         * @param secret to be shown now and never again
         * @param rotated whether there was one before
         */
        record Made(WebhookSecret secret, boolean rotated) implements Outcome {}

        /** There is another secret than the form was shown for. */
        record Before() implements Outcome {}
    }

    /** $1 client, $2 sealed, $3 version of the secret that it takes the place of. */
    private static final String RENEW = """
            update client set webhook_secret_before = webhook_secret,
                   webhook_secret_rotated_at = case when webhook_secret is not null then now() end,
                   webhook_secret = $2
            where id = $1 and coalesce(encode(sha256(webhook_secret), 'hex'), '') = $3
            returning webhook_secret_before is not null as rotated""";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Pool pool;
    private final Pepper pepper;
    private final AuditLog audit;

    RotateSecret(Pool pool, Pepper pepper, AuditLog audit) {
        this.pool = pool;
        this.pepper = pepper;
        this.audit = audit;
    }

    /** @param version of the secret that was there when the form was shown, as {@link Clients.Known} has it */
    Uni<Outcome> of(Clients.Known client, String version, Actor actor) {
        WebhookSecret secret = WebhookSecret.mint(RANDOM);
        Buffer sealed = Buffer.buffer(secret.seal(pepper, client.id(), RANDOM));
        return DatabaseCall.write(pool.withTransaction(transaction -> transaction
                .preparedQuery(RENEW)
                .execute(Tuple.of(client.id().value(), sealed, version))
                .flatMap(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().<Outcome>item(new Outcome.Before());
                    }
                    boolean rotated = rows.iterator().next().getBoolean("rotated");
                    AuditEvent event = AuditEvent.of(
                                    "webhook_secret_rotated", client.name().text())
                            .with("earlier_signs_too", rotated);
                    return audit.append(transaction, actor, event).replaceWith(new Outcome.Made(secret, rotated));
                })));
    }
}
