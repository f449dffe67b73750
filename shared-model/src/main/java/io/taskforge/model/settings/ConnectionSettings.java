package io.taskforge.model.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads {@link Secret}s, wherever they stand, and makes {@code TASKFORGE_DATABASE_URL} and {@code TASKFORGE_AMQP_URL} the settings of
 * the database pools and of the broker client, so that one value each says where, as whom and how safely to connect.
 *
 * <p>Throws nothing: what is wrong becomes one of {@link Refusals}.
 */
public final class ConnectionSettings implements ConfigSourceFactory {

    static final String DATABASE_CA = "TASKFORGE_DATABASE_CA_FILE";
    static final String BROKER_CA = "TASKFORGE_AMQP_CA_FILE";

    /** Above application.properties (250), below the environment (300): a single setting can still be overridden. */
    private static final int ORDINAL = 275;

    /** Above the environment: an empty variable beside the one that names a file does not count. */
    private static final int SECRETS_ORDINAL = 310;

    private static final int AMQP_PORT = 5672;
    private static final int AMQPS_PORT = 5671;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        Map<Secret, String> secrets = new EnumMap<>(Secret.class);
        for (Secret secret : Secret.values()) {
            Refusals.trying(settings, secret.name(), () -> secret.configured(name -> value(context, name))
                    .ifPresent(value -> secrets.put(secret, value)));
        }
        Refusals.trying(
                settings,
                "database",
                () -> putDatabase(settings, secrets, file(context, "taskforge.database-ca-file")));
        Refusals.trying(
                settings, "broker", () -> putBroker(settings, secrets, file(context, "taskforge.amqp-ca-file")));
        Map<String, String> values = new HashMap<>();
        secrets.forEach((secret, value) -> values.put(secret.property(), value));
        return List.of(
                new PropertiesConfigSource(values, "TaskForge secrets", SECRETS_ORDINAL),
                new PropertiesConfigSource(settings, "TaskForge connection settings", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static String value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null ? null : value.getValue();
    }

    private static Optional<Path> file(ConfigSourceContext context, String name) {
        return Optional.ofNullable(value(context, name))
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(text.strip()));
    }

    private static void putDatabase(Map<String, String> settings, Map<Secret, String> secrets, Optional<Path> ca) {
        String url = secrets.get(Secret.DATABASE_URL);
        if (url == null) {
            return;
        }
        Endpoint endpoint =
                Endpoint.parse(Secret.DATABASE_URL.variable(), url, List.of("postgresql", "postgres"), 5432);
        DatabaseEncryption encryption = DatabaseEncryption.of(endpoint, ca);
        String location =
                "postgresql://" + endpoint.host() + ":" + endpoint.port() + endpoint.path() + endpoint.query();
        settings.put("quarkus.datasource.reactive.url", location);
        settings.put("quarkus.datasource.username", endpoint.user());
        settings.put("quarkus.datasource.password", endpoint.password());
        settings.put("taskforge.database-jdbc-url", location + encryption.jdbcParameters());
        settings.putAll(encryption.poolSettings());
    }

    private static void putBroker(Map<String, String> settings, Map<Secret, String> secrets, Optional<Path> ca) {
        String url = secrets.get(Secret.AMQP_URL);
        if (url == null) {
            return;
        }
        boolean encrypted = url.strip().startsWith("amqps:");
        Endpoint endpoint = Endpoint.parse(
                Secret.AMQP_URL.variable(), url, List.of("amqp", "amqps"), encrypted ? AMQPS_PORT : AMQP_PORT);
        ca.ifPresent(file -> {
            SettingFile.certificates(BROKER_CA, file);
            if (!encrypted) {
                throw new IllegalArgumentException(BROKER_CA + " does nothing as long as " + Secret.AMQP_URL.variable()
                        + " begins with amqp://; make it amqps://, or unset the file.");
            }
        });
        settings.put("rabbitmq-host", endpoint.host());
        settings.put("rabbitmq-port", String.valueOf(endpoint.port()));
        settings.put("rabbitmq-username", endpoint.user());
        settings.put("rabbitmq-password", endpoint.password());
        settings.put("rabbitmq-ssl", String.valueOf(encrypted));
        String virtualHost =
                endpoint.path().length() > 1 ? Endpoint.decode(endpoint.path().substring(1)) : "/";
        settings.put("rabbitmq-virtual-host", virtualHost);
    }
}
