package io.taskforge.api.admin.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.Actor;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.database.DatabaseCall;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** All limits of a client in one change, unless somebody else has changed them since they were shown. */
@ApplicationScoped
class ChangeLimits {

    /** What came of it. */
    sealed interface Outcome {

        record Changed() implements Outcome {}

        /** They held already. */
        record Unchanged() implements Outcome {}

        /** @param current what holds, and was not shown to who wanted the change */
        record ChangedMeanwhile(SetLimits current) implements Outcome {}
    }

    private final Pool pool;
    private final Clients clients;
    private final AuditLog audit;

    ChangeLimits(Pool pool, Clients clients, AuditLog audit) {
        this.pool = pool;
        this.clients = clients;
        this.audit = audit;
    }

    /** @param version of the limits that were shown */
    Uni<Outcome> to(SetLimits wanted, String version, Clients.Known client, Actor actor) {
        return DatabaseCall.write(pool.withTransaction(
                transaction -> clients.lockedLimits(transaction, client.id()).flatMap(current -> {
                    List<Limit> differences = wanted.differences(current);
                    if (differences.isEmpty()) {
                        return Uni.createFrom().<Outcome>item(new Outcome.Unchanged());
                    }
                    if (!current.version().equals(version)) {
                        return Uni.createFrom().<Outcome>item(new Outcome.ChangedMeanwhile(current));
                    }
                    AuditEvent event =
                            AuditEvent.of("client_changed", client.name().text());
                    for (Limit limit : differences) {
                        event = event.with(limit.column(), change(current, wanted, limit));
                    }
                    return changed(transaction, wanted, client, actor, event);
                })));
    }

    private Uni<Outcome> changed(
            SqlConnection transaction, SetLimits wanted, Clients.Known client, Actor actor, AuditEvent event) {
        return clients.setLimits(transaction, client.id(), wanted)
                .chain(() -> audit.append(transaction, actor, event))
                .replaceWith(new Outcome.Changed());
    }

    private static Map<String, Object> change(SetLimits current, SetLimits wanted, Limit limit) {
        return Map.of(
                "old",
                current.value(limit).orElse(SetLimits.DEFAULT),
                "new",
                wanted.value(limit).orElse(SetLimits.DEFAULT));
    }
}
