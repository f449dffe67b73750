package io.taskforge.model.failpoint;

import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.settings.ServerPlace;
import io.taskforge.model.settings.StartRefusal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Lets no service start that would break a database for which it was not meant, and none with failpoints go unnoticed. */
@ApplicationScoped
public class FailpointGuard {

    private static final Logger LOG = Logger.getLogger(FailpointGuard.class);

    private static final int BEFORE_THE_DATABASE = 5;

    /** What a service is to do about its failpoints. */
    sealed interface Verdict {

        record None() implements Verdict {}

        record Warned(String line) implements Verdict {}

        record Refused(String reason) implements Verdict {}
    }

    private final Optional<String> databaseUrl;

    /** @param databaseUrl that of the pool, whichever setting it came from */
    FailpointGuard(@ConfigProperty(name = "quarkus.datasource.reactive.url") Optional<String> databaseUrl) {
        this.databaseUrl = databaseUrl;
    }

    void check(@Observes @Priority(BEFORE_THE_DATABASE) StartupEvent start) {
        String setting =
                Optional.ofNullable(System.getenv(ArmedFailpoints.VARIABLE)).orElse("");
        switch (verdict(setting, databaseUrl)) {
            case Verdict.None none -> {}
            case Verdict.Warned warned -> LOG.warn(warned.line());
            case Verdict.Refused refused -> throw StartRefusal.because(refused.reason());
        }
    }

    static Verdict verdict(String setting, Optional<String> databaseUrl) {
        try {
            ArmedFailpoints armed = ArmedFailpoints.parse(setting);
            if (armed.isEmpty()) {
                return new Verdict.None();
            }
            var place = new ServerPlace(ServerPlace.Addresses.ofSystem());
            return databaseUrl.filter(place::isLoopback).isPresent()
                    ? new Verdict.Warned(ArmedFailpoints.VARIABLE
                            + " is set, for tests only: this process breaks on purpose at " + armed + ".")
                    : new Verdict.Refused(ArmedFailpoints.VARIABLE
                            + " is set, which breaks this process on purpose, and the database is not on this machine (one host:"
                            + " localhost, 127.0.0.0/8 or [::1]); unset it.");
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(e.getMessage());
        }
    }
}
