package io.taskforge.model.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetrySettingsTest {

    private static SmallRyeConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 250))
                .withSources(new TelemetrySettings())
                .build();
    }

    @Test
    void nothing_is_traced_and_the_log_is_text_unless_told_otherwise() {
        SmallRyeConfig config = with(Map.of());

        assertEquals("true", config.getRawValue("quarkus.otel.sdk.disabled"));
        assertEquals("false", config.getRawValue("quarkus.log.console.json.enabled"));
    }

    @Test
    void an_endpoint_starts_the_tracing() {
        SmallRyeConfig config =
                with(Map.of("taskforge.otlp-endpoint", "http://collector:4317", "taskforge.traces-ratio", "0.25"));

        assertEquals("false", config.getRawValue("quarkus.otel.sdk.disabled"));
        assertEquals("http://collector:4317", config.getRawValue("quarkus.otel.exporter.otlp.endpoint"));
        assertEquals("0.25", config.getRawValue("quarkus.otel.traces.sampler.arg"));
    }

    @Test
    void the_log_is_json_when_asked_for() {
        assertEquals(
                "true", with(Map.of("taskforge.log-format", "json")).getRawValue("quarkus.log.console.json.enabled"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"collector:4317", "grpc://collector:4317", "http://forge:topsecret@collector:4317", "http://a b"
            })
    void another_endpoint_is_refused_and_not_repeated(String endpoint) {
        String refusal = onlyRefusal(Map.of("taskforge.otlp-endpoint", endpoint));

        assertTrue(refusal.startsWith("TASKFORGE_OTLP_ENDPOINT must be"), refusal);
        assertFalse(refusal.contains("topsecret"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.5", "half", "NaN"})
    void another_ratio_is_refused(String ratio) {
        assertTrue(onlyRefusal(Map.of("taskforge.traces-ratio", ratio)).startsWith("TASKFORGE_TRACES_RATIO must be"));
    }

    @Test
    void another_format_is_refused() {
        assertTrue(onlyRefusal(Map.of("taskforge.log-format", "xml")).startsWith("TASKFORGE_LOG_FORMAT must be"));
    }

    /** What the start will end with, in place of an exception that nobody could log. */
    private static String onlyRefusal(Map<String, String> settings) {
        List<String> refusals = Refusals.in(with(settings));
        assertEquals(1, refusals.size(), refusals::toString);
        return refusals.getFirst();
    }
}
