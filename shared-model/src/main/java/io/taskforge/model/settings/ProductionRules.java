package io.taskforge.model.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is good enough for development and a danger in production. Each finding is one line that names the variable and says what to do,
 * and never holds a value.
 */
final class ProductionRules {

    /** Which of the two {@code TASKFORGE_ENVIRONMENT} names. */
    enum Environment {
        PRODUCTION,
        DEVELOPMENT
    }

    /**
     * @param errors production does not start with
     * @param warnings any environment is told of
     */
    record Findings(List<String> errors, List<String> warnings) {}

    private static final String HARD = "; make one with 'openssl rand -hex 32'";

    private final ServerPlace place;
    private final Function<String, Optional<String>> settings;

    /** @param settings by their names in the configuration; empty for those that are not set */
    ProductionRules(ServerPlace place, Function<String, Optional<String>> settings) {
        this.place = place;
        this.settings = settings;
    }

    Findings findings() {
        List<String> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        endpoint(Secret.DATABASE_URL).ifPresent(database -> {
            password(Secret.DATABASE_URL, database).ifPresent(errors::add);
            unencryptedDatabase(database).ifPresent(warnings::add);
        });
        endpoint(Secret.AMQP_URL).ifPresent(broker -> {
            password(Secret.AMQP_URL, broker).ifPresent(errors::add);
            unencryptedBroker(broker).ifPresent(warnings::add);
        });
        for (Secret secret : List.of(Secret.KEY_PEPPER, Secret.MODEL_API_KEY)) {
            settings.apply(secret.property())
                    .flatMap(value -> Weakness.ofAnySecret(value.strip()))
                    .ifPresent(why -> errors.add(secret.variable() + " " + why + HARD + "."));
        }
        settings.apply("taskforge.callbacks.allow-insecure")
                .filter(Boolean::parseBoolean)
                .ifPresent(
                        set -> errors.add(
                                "TASKFORGE_CALLBACKS_ALLOW_INSECURE lets results travel where others can read and change them; unset it."));
        settings.apply("taskforge.failpoints")
                .ifPresent(
                        set -> errors.add(
                                "TASKFORGE_FAILPOINTS breaks this process on purpose; unset it, or set TASKFORGE_ENVIRONMENT=development."));
        return new Findings(errors, warnings);
    }

    /** Empty also for one that cannot be read: that is refused elsewhere. */
    private Optional<Endpoint> endpoint(Secret secret) {
        return settings.apply(secret.property()).flatMap(url -> {
            try {
                return Optional.of(
                        Endpoint.parse(secret.variable(), url, List.of("postgresql", "postgres", "amqp", "amqps"), 0));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> password(Secret secret, Endpoint endpoint) {
        return Weakness.ofPassword(endpoint.password(), endpoint.user())
                .map(why -> "The password in " + secret.variable() + " " + why
                        + "; give the user another one, such as 'openssl rand -hex 32' makes.");
    }

    private Optional<String> unencryptedDatabase(Endpoint database) {
        String mode = database.parameter("sslmode").orElse("disable");
        if (mode.equals(DatabaseEncryption.FULL)
                || place.isLoopback(
                        settings.apply("quarkus.datasource.reactive.url").orElse("postgresql://" + database.host()))) {
            return Optional.empty();
        }
        return Optional.of("The database is on another machine, and with sslmode=" + mode
                + " nothing tells that it is the right one; end TASKFORGE_DATABASE_URL with ?sslmode=verify-full.");
    }

    private Optional<String> unencryptedBroker(Endpoint broker) {
        return broker.scheme().equals("amqps") || place.isLoopbackHost(broker.host())
                ? Optional.empty()
                : Optional.of(
                        "The broker is on another machine, and what is sent to it is not encrypted; begin TASKFORGE_AMQP_URL with amqps://.");
    }
}
