package io.taskforge.api.database;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.api.database.MigrationsConfig.Mode;
import io.taskforge.model.settings.DatabaseVersion;
import io.taskforge.model.settings.SchemaState;
import io.taskforge.model.settings.StartRefusal;
import io.taskforge.model.settings.UntrustedDatabase;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the database's schema up to this build at start, or leaves that to another process ({@link MigrationsConfig}). A schema that is
 * newer is taken as it is, as long as it has all that this build uses: a replica that starts again in the middle of an update, or
 * after one was taken back, must work (docs/adr/0023).
 */
@ApplicationScoped
class SchemaMigration {

    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);

    /** Before anything that reads. */
    private static final int FIRST = 100;

    /** Where nothing is served, before anything is asked for that only serving needs. */
    private static final int BEFORE_ALL_BUT_GUARDS = 7;

    private final Instance<Flyway> configured;
    private final MigrationsConfig config;
    private final Optional<String> url;

    SchemaMigration(
            Instance<Flyway> configured,
            MigrationsConfig config,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") Optional<String> url) {
        this.configured = configured;
        this.config = config;
        this.url = url;
    }

    void migrateOnly(@Observes @Priority(BEFORE_ALL_BUT_GUARDS) StartupEvent start) {
        if (config.mode() == Mode.ONLY) {
            int applied = migrated();
            LOG.infof("The database's schema is up to date; migrations applied: %d", applied);
            Quarkus.asyncExit(0);
            throw new PreventFurtherStepsException(0);
        }
    }

    void atStart(@Observes @Priority(FIRST) StartupEvent start) {
        if (config.mode() == Mode.CHECK) {
            check();
            return;
        }
        int applied = migrated();
        if (applied > 0) {
            LOG.infof("The database's schema was brought up to date; migrations applied: %d", applied);
        }
    }

    private int migrated() {
        Flyway flyway = flyway();
        try {
            refuseTooNew(SchemaLook.at(flyway));
            return Migrations.of(flyway, config).apply();
        } catch (FlywayException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartRefusal.because("The database's migration was interrupted.");
        }
    }

    /** A database that is away is no reason not to start: it may be back before whoever migrates it is done. */
    private void check() {
        try {
            SchemaState found = SchemaLook.at(flyway());
            refuseTooNew(found);
            if (!found.serves(DatabaseVersion.NEEDED)) {
                LOG.warnf(
                        "The database's schema is version %d and this build needs %d: not ready until a process with TASKFORGE_MIGRATIONS=only or apply has migrated it.",
                        found.version(), DatabaseVersion.NEEDED);
            }
        } catch (FlywayException e) {
            LOG.warnf(
                    "The database's schema cannot be looked at, and this service is not ready: %s",
                    UntrustedDatabase.line(e).orElse(rootLine(e)));
        }
    }

    private Flyway flyway() {
        if (url.isEmpty()) {
            throw StartRefusal.because(
                    "TASKFORGE_DATABASE_URL is not set; it must look like postgresql://user:password@host:5432/name.");
        }
        return configured.get();
    }

    private static void refuseTooNew(SchemaState found) {
        if (found.tooNewFor(DatabaseVersion.NEEDED)) {
            throw StartRefusal.because(
                    "The database's schema is version %d, which builds below %d cannot work with, and this is build %d: run a newer TaskForge, or another database."
                            .formatted(found.version(), found.compatibleSince(), DatabaseVersion.NEEDED));
        }
    }

    private RuntimeException refused(FlywayException e) {
        Optional<String> untrusted = UntrustedDatabase.line(e);
        if (untrusted.isPresent()) {
            return StartRefusal.because(untrusted.get());
        }
        if (Migrations.foundNoLock(e)) {
            return StartRefusal.because(
                    "The database cannot be migrated: a table was in use at each of %d attempts. End the long transaction that pg_stat_activity shows, and start again."
                            .formatted(config.attempts()));
        }
        return StartRefusal.because(
                "The database cannot be migrated; check TASKFORGE_DATABASE_URL and the server: " + rootLine(e));
    }

    private static String rootLine(FlywayException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
