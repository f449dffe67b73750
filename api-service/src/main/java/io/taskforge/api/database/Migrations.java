package io.taskforge.api.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Applies what is missing, so that the system goes on meanwhile: a statement that waits for a lock has all others wait behind it, so none
 * waits long. It gives up, which undoes its migration, lets the others through and tries again. Several processes may do so at one time:
 * Flyway lets one through at a time, and the next finds nothing to do.
 */
final class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class);

    /** {@code lock_not_available}. */
    private static final String NO_LOCK = "55P03";

    private final Flyway flyway;
    private final int attempts;
    private final Duration pause;

    private Migrations(Flyway flyway, int attempts, Duration pause) {
        this.flyway = flyway;
        this.attempts = attempts;
        this.pause = pause;
    }

    /** @param configured where, with which migrations; the rest is set here */
    static Migrations of(Flyway configured, MigrationsConfig config) {
        Flyway patient = Flyway.configure(configured.getConfiguration().getClassLoader())
                .configuration(configured.getConfiguration())
                .initSql("set lock_timeout = " + config.lockTimeout().toMillis())
                .load();
        return new Migrations(patient, config.attempts(), config.pause());
    }

    /**
     * @return how many were applied
     * @throws FlywayException when one fails, or found no lock at any attempt
     * @throws InterruptedException when the process ends meanwhile
     */
    int apply() throws InterruptedException {
        int applied = 0;
        for (int attempt = 1; ; attempt++) {
            int before = pending();
            try {
                return applied + flyway.migrate().migrationsExecuted;
            } catch (FlywayException e) {
                if (!foundNoLock(e) || attempt >= attempts) {
                    throw e;
                }
                applied += before - pending();
                LOG.infof(
                        "A migration found a table in use and gave way to the requests; tried again in %d s (attempt %d of %d).",
                        pause.toSeconds(), attempt, attempts);
            }
            var unused = new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private int pending() {
        return flyway.info().pending().length;
    }

    static boolean foundNoLock(FlywayException failure) {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException refused && NO_LOCK.equals(refused.getSQLState()));
    }
}
