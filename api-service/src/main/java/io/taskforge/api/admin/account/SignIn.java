package io.taskforge.api.admin.account;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.Actor;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.client.Peer;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.admin.SecretToken;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** A name and a password for a session. All that can be wrong with them looks and takes the same. */
@ApplicationScoped
class SignIn {

    /** What came of it. */
    sealed interface Outcome {

        record Done(SecretToken session) implements Outcome {}

        /** The name is not known, or not with this password, or may not sign in. */
        record Wrong() implements Outcome {}

        /** Too many were wrong before. */
        record Paused(Duration left) implements Outcome {}
    }

    private final Pool pool;
    private final Admins admins;
    private final Passwords passwords;
    private final SignInPauses pauses;
    private final Sessions sessions;
    private final SignInRate rate;
    private final AuditLog audit;
    private final SignInCount count;

    SignIn(
            Pool pool,
            Admins admins,
            Passwords passwords,
            SignInPauses pauses,
            Sessions sessions,
            SignInRate rate,
            AuditLog audit,
            SignInCount count) {
        this.pool = pool;
        this.admins = admins;
        this.passwords = passwords;
        this.pauses = pauses;
        this.sessions = sessions;
        this.rate = rate;
        this.audit = audit;
        this.count = count;
    }

    /** Fails with {@code rate_limited} when too much from this address was wrong. */
    Uni<Outcome> tried(String typedName, String password, RoutingContext request) {
        Peer peer = Peer.of(request.request());
        Optional<AdminName> name = AdminName.parse(typedName);
        rate.taken(peer);
        Uni<Outcome> tried = name.isEmpty()
                ? passwords.matches(password, Optional.empty()).replaceWith(new Outcome.Wrong())
                : pauses.left(name.get().text(), peer)
                        .flatMap(left -> left.isPresent()
                                ? Uni.createFrom().<Outcome>item(new Outcome.Paused(left.get()))
                                : compared(name.get(), password, request))
                        .invoke(outcome -> {
                            if (outcome instanceof Outcome.Done) {
                                rate.givenBack(peer);
                            }
                        })
                        .onFailure()
                        .invoke(() -> rate.givenBack(peer));
        return tried.invoke(count::tried);
    }

    private Uni<Outcome> compared(AdminName name, String password, RoutingContext request) {
        return admins.named(name).flatMap(known -> passwords
                .matches(password, known.map(Admins.Known::passwordHash))
                .flatMap(right -> right && !known.orElseThrow().disabled()
                        ? done(known.orElseThrow(), request)
                        : wrong(name, request)));
    }

    private Uni<Outcome> done(Admins.Known admin, RoutingContext request) {
        Actor actor = Actor.named(admin.name(), request);
        return DatabaseCall.write(pool.withTransaction(
                transaction -> pauses.succeeded(transaction, admin.name(), Peer.of(request.request()))
                        .chain(() -> sessions.open(transaction, admin.id(), actor.address()))
                        .call(() -> audit.append(transaction, actor, AuditEvent.of("signed_in", admin.name())))
                        .map(Outcome.Done::new)));
    }

    private Uni<Outcome> wrong(AdminName name, RoutingContext request) {
        return DatabaseCall.write(
                pool.withTransaction(transaction -> pauses.failed(transaction, name.text(), Peer.of(request.request()))
                        .chain(() -> audit.append(
                                transaction, Actor.unknown(request), AuditEvent.of("sign_in_failed", name.text())))
                        .replaceWith(new Outcome.Wrong())));
    }
}
