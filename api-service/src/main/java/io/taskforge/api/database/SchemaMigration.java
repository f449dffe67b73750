package io.taskforge.api.database;

import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.settings.StartRefusal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jboss.logging.Logger;

/** Brings the database's schema up to this build at start, and refuses one that is ahead of it. */
@ApplicationScoped
class SchemaMigration {

    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);

    /** Before anything that reads. */
    private static final int FIRST = 100;

    private final Instance<Flyway> configured;
    private final Optional<String> url;

    SchemaMigration(
            Instance<Flyway> configured,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") Optional<String> url) {
        this.configured = configured;
        this.url = url;
    }

    void migrate(@Observes @Priority(FIRST) StartupEvent start) {
        if (url.isEmpty()) {
            throw StartRefusal.because(
                    "TASKFORGE_DATABASE_URL is not set; it must look like postgresql://user:password@host:5432/name.");
        }
        Flyway flyway = configured.get();
        try {
            refuseNewer(flyway);
            int applied = flyway.migrate().migrationsExecuted;
            if (applied > 0) {
                LOG.infof("The database's schema was brought up to date; migrations applied: %d", applied);
            }
        } catch (FlywayException e) {
            throw StartRefusal.because(
                    "The database cannot be migrated; check TASKFORGE_DATABASE_URL and the server: " + rootLine(e));
        }
    }

    private static void refuseNewer(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        MigrationVersion newestKnown = MigrationVersion.EMPTY;
        for (MigrationInfo migration : flyway.info().all()) {
            boolean known = migration.getScript() != null
                    && !migration.getState().name().startsWith("FUTURE");
            if (known
                    && migration.getVersion() != null
                    && migration.getVersion().isNewerThan(newestKnown)) {
                newestKnown = migration.getVersion();
            }
        }
        if (current != null
                && current.getVersion() != null
                && current.getVersion().isNewerThan(newestKnown)) {
            throw StartRefusal.because(
                    "The database's schema is version %s and this build knows up to %s: run a newer TaskForge, or another database."
                            .formatted(current.getVersion(), newestKnown));
        }
    }

    private static String rootLine(FlywayException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
