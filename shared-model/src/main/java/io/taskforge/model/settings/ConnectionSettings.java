package io.taskforge.model.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes {@code TASKFORGE_DATABASE_URL} and {@code TASKFORGE_AMQP_URL} the settings of the database pools and of the broker client,
 * so that one value each says where and as whom to connect.
 */
public final class ConnectionSettings implements ConfigSourceFactory {

    /** Above application.properties (250), below the environment (300): a single setting can still be overridden. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        putDatabase(settings, context.getValue("taskforge.database-url"));
        putBroker(settings, context.getValue("taskforge.amqp-url"));
        return settings.isEmpty()
                ? List.of()
                : List.of(new PropertiesConfigSource(settings, "TaskForge connection URLs", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static void putDatabase(Map<String, String> settings, ConfigValue url) {
        if (url == null || url.getValue() == null || url.getValue().isBlank()) {
            return;
        }
        Endpoint endpoint =
                Endpoint.parse("TASKFORGE_DATABASE_URL", url.getValue(), List.of("postgresql", "postgres"), 5432);
        String location = endpoint.host() + ":" + endpoint.port() + endpoint.path() + endpoint.query();
        settings.put("quarkus.datasource.reactive.url", "postgresql://" + location);
        settings.put("quarkus.datasource.username", endpoint.user());
        settings.put("quarkus.datasource.password", endpoint.password());
    }

    private static void putBroker(Map<String, String> settings, ConfigValue url) {
        if (url == null || url.getValue() == null || url.getValue().isBlank()) {
            return;
        }
        Endpoint endpoint = Endpoint.parse("TASKFORGE_AMQP_URL", url.getValue(), List.of("amqp", "amqps"), 5672);
        settings.put("rabbitmq-host", endpoint.host());
        settings.put("rabbitmq-port", String.valueOf(endpoint.port()));
        settings.put("rabbitmq-username", endpoint.user());
        settings.put("rabbitmq-password", endpoint.password());
        settings.put("rabbitmq-ssl", String.valueOf(endpoint.scheme().equals("amqps")));
        String virtualHost =
                endpoint.path().length() > 1 ? decode(endpoint.path().substring(1)) : "/";
        settings.put("rabbitmq-virtual-host", virtualHost);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The parts of a connection URL; user and password decoded, path with its leading slash, query with its question mark. */
    private record Endpoint(
            String scheme, String host, int port, String path, String query, String user, String password) {

        static Endpoint parse(String variable, String url, List<String> schemes, int defaultPort) {
            URI uri;
            try {
                uri = URI.create(url.strip());
            } catch (IllegalArgumentException e) {
                // Without the value and the cause: both hold the password.
                throw new IllegalArgumentException(
                        variable + " is not a URL: percent-encode special characters in the password");
            }
            if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null) {
                throw new IllegalArgumentException(variable + " must look like " + schemes.getFirst()
                        + "://user:password@host:" + defaultPort + "/name");
            }
            String[] login = uri.getRawUserInfo() == null
                    ? new String[] {""}
                    : uri.getRawUserInfo().split(":", 2);
            return new Endpoint(
                    uri.getScheme(),
                    uri.getHost(),
                    uri.getPort() < 0 ? defaultPort : uri.getPort(),
                    uri.getRawPath() == null ? "" : uri.getRawPath(),
                    uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery(),
                    decode(login[0]),
                    login.length > 1 ? decode(login[1]) : "");
        }
    }
}
