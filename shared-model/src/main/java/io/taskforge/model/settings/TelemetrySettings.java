package io.taskforge.model.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes {@code TASKFORGE_OTLP_ENDPOINT}, {@code TASKFORGE_TRACES_RATIO} and {@code TASKFORGE_LOG_FORMAT} the framework's settings. Without
 * an endpoint no SDK is started: no request and no statement then passes by anything that traces.
 */
public final class TelemetrySettings implements ConfigSourceFactory {

    /** Above application.properties (250), below the environment (300): a single setting can still be overridden. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        // Until it is known where traces go.
        settings.put("quarkus.otel.sdk.disabled", "true");
        settings.put("quarkus.log.console.json.enabled", "false");
        Refusals.trying(settings, "traces-endpoint", () -> value(context, "taskforge.otlp-endpoint")
                .map(TelemetrySettings::endpoint)
                .ifPresent(url -> {
                    settings.put("quarkus.otel.sdk.disabled", "false");
                    settings.put("quarkus.otel.exporter.otlp.endpoint", url);
                }));
        Refusals.trying(settings, "traces-ratio", () -> value(context, "taskforge.traces-ratio")
                .ifPresent(ratio -> settings.put("quarkus.otel.traces.sampler.arg", ratio(ratio))));
        Refusals.trying(settings, "log-format", () -> value(context, "taskforge.log-format")
                .ifPresent(format -> settings.put("quarkus.log.console.json.enabled", String.valueOf(isJson(format)))));
        return List.of(new PropertiesConfigSource(settings, "TaskForge traces and logs", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        ConfigValue found = context.getValue(name);
        return Optional.ofNullable(found)
                .map(ConfigValue::getValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String endpoint(String text) {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, without the text: whoever mistook it for a place for a password would find that in the
            // log.
        }
        throw new IllegalArgumentException(
                "TASKFORGE_OTLP_ENDPOINT must be the http or https URL of a collector that takes OTLP over gRPC, such as"
                        + " http://collector:4317, without user and password");
    }

    private static String ratio(String text) {
        try {
            double ratio = Double.parseDouble(text);
            if (ratio >= 0 && ratio <= 1) {
                return text;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new IllegalArgumentException("TASKFORGE_TRACES_RATIO must be a number from 0 to 1, not '" + text + "'");
    }

    private static boolean isJson(String text) {
        return switch (text) {
            case "json" -> true;
            case "text" -> false;
            default ->
                throw new IllegalArgumentException("TASKFORGE_LOG_FORMAT must be text or json, not '" + text + "'");
        };
    }
}
