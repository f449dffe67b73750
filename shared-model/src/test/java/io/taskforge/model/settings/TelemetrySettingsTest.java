package io.taskforge.model.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
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
        var refusal =
                assertThrows(IllegalArgumentException.class, () -> with(Map.of("taskforge.otlp-endpoint", endpoint)));

        assertTrue(refusal.getMessage().startsWith("TASKFORGE_OTLP_ENDPOINT must be"), refusal::getMessage);
        assertFalse(refusal.getMessage().contains("topsecret"), refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.5", "half", "NaN"})
    void another_ratio_is_refused(String ratio) {
        assertThrows(IllegalArgumentException.class, () -> with(Map.of("taskforge.traces-ratio", ratio)));
    }

    @Test
    void another_format_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> with(Map.of("taskforge.log-format", "xml")));
    }
}
