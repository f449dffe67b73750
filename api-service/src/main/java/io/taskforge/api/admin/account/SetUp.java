package io.taskforge.api.admin.account;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.Actor;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.admin.SecretToken;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a set-up link is for: a new administrator, or a new password for one. Whoever used it is signed in. */
@ApplicationScoped
class SetUp {

    /** What came of it. */
    sealed interface Outcome {

        record Done(SecretToken session) implements Outcome {}

        record NameTaken() implements Outcome {}

        /** It was used meanwhile, or is too old. */
        record LinkGone() implements Outcome {}
    }

    /** Undoes the transaction, so that the link stays good. */
    private static final class NameTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Pool pool;
    private final Admins admins;
    private final Passwords passwords;
    private final SetupLinks links;
    private final Sessions sessions;
    private final AuditLog audit;

    SetUp(Pool pool, Admins admins, Passwords passwords, SetupLinks links, Sessions sessions, AuditLog audit) {
        this.pool = pool;
        this.admins = admins;
        this.passwords = passwords;
        this.links = links;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** @param link as it was found to be good */
    Uni<Outcome> used(
            SecretToken token, SetupLinks.Good link, AdminName name, NewPassword password, RoutingContext request) {
        Actor actor = Actor.named(name.text(), request);
        return passwords
                .hash(password)
                .flatMap(hash -> DatabaseCall.write(pool.withTransaction(
                        transaction -> links.use(transaction, token).flatMap(used -> {
                            if (!used) {
                                return Uni.createFrom().<Outcome>item(new Outcome.LinkGone());
                            }
                            return link.admin().isPresent()
                                    ? renewed(transaction, link.admin().get(), hash, actor)
                                    : made(transaction, name, hash, link.createdBy(), actor);
                        }))))
                .onFailure(NameTaken.class)
                .recoverWithItem(new Outcome.NameTaken());
    }

    private Uni<Outcome> renewed(SqlConnection transaction, AdminId admin, String hash, Actor actor) {
        return admins.setPassword(transaction, admin, hash)
                .flatMap(name -> name.isEmpty()
                        ? Uni.createFrom().<Outcome>item(new Outcome.LinkGone())
                        : sessions.endAllOf(transaction, admin, Optional.empty())
                                .chain(() -> links.forget(transaction, admin))
                                .chain(() -> signedIn(transaction, admin, actor))
                                .call(() -> audit.append(
                                        transaction, actor, AuditEvent.of("password_set_by_link", name.get()))));
    }

    private Uni<Outcome> made(SqlConnection transaction, AdminName name, String hash, String by, Actor actor) {
        return admins.create(transaction, name, hash, by)
                .map(made -> made.orElseThrow(NameTaken::new))
                .flatMap(made -> signedIn(transaction, made, actor))
                .call(() -> audit.append(
                        transaction,
                        actor,
                        AuditEvent.of("admin_created", name.text()).with("invited_by", by)));
    }

    private Uni<Outcome> signedIn(SqlConnection transaction, AdminId admin, Actor actor) {
        return sessions.open(transaction, admin, actor.address()).map(Outcome.Done::new);
    }
}
