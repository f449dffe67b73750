package io.taskforge.api.admin.account;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.Actor;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.database.DatabaseState;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.settings.StartRefusal;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes the administrator {@code admin} of a password in a file, for those who set a service up without opening links. */
@ApplicationScoped
class FirstAdministrator {

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);
    private static final AdminName NAME = new AdminName("admin");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How often is looked for tables that another process makes. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final Actor NOBODY = new Actor("password file", null, null);

    private final AccountConfig config;
    private final Admins admins;
    private final AuditLog audit;
    private final Pool pool;
    private final DatabaseState database;
    private final Timers timers;

    FirstAdministrator(
            AccountConfig config, Admins admins, AuditLog audit, Pool pool, DatabaseState database, Timers timers) {
        this.config = config;
        this.admins = admins;
        this.audit = audit;
        this.pool = pool;
        this.database = database;
        this.timers = timers;
    }

    /**
     * After the migrations, which come before all that has no order of its own; where another process makes them, once they are there.
     * Refuses the start when the file is needed and cannot be read, or its password is too weak.
     */
    void make(@Observes StartupEvent start) {
        config.passwordFile().ifPresent(file -> {
            if (database.serves().await().atMost(PATIENCE)) {
                makeWith(file);
            } else {
                timers.every(LOOK, timer -> database.serves().subscribe().with(serves -> {
                    if (serves && timers.cancel(timer)) {
                        Thread.ofVirtual().name("first-administrator").start(() -> makeWith(file));
                    }
                }));
            }
        });
    }

    private void makeWith(Path file) {
        if (admins.none().await().atMost(PATIENCE) && created(read(file))) {
            LOG.infof("The administrator %s was made with the password in %s.", NAME.text(), file);
        }
    }

    static NewPassword read(Path file) {
        try {
            String password = Files.readString(file).replaceAll("[\\r\\n]+$", "");
            Optional<String> flaw = NewPassword.flaw(password, NAME.text());
            if (flaw.isPresent()) {
                throw StartRefusal.because("The password in " + file
                        + " (TASKFORGE_BOOTSTRAP_ADMIN_PASSWORD_FILE) will not do. " + flaw.get());
            }
            return new NewPassword(password);
        } catch (IOException e) {
            throw StartRefusal.because("TASKFORGE_BOOTSTRAP_ADMIN_PASSWORD_FILE cannot be read: " + e);
        }
    }

    private boolean created(NewPassword password) {
        String hash = Passwords.hashed(password);
        return pool.withTransaction(transaction -> admins.createFirst(transaction, NAME, hash, NOBODY.name())
                        .call(made -> made.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : audit.append(transaction, NOBODY, AuditEvent.of("admin_created", NAME.text()))))
                .await()
                .atMost(PATIENCE)
                .isPresent();
    }
}
