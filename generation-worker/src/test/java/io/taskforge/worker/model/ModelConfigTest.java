package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskforge.worker.chat.ModelConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelConfigTest {

    @Test
    void without_any_setting_the_model_of_this_machine_is_meant() throws IOException {
        SmallRyeConfig config = config(Map.of());
        ModelConfig model = config.getConfigMapping(ModelConfig.class);
        assertEquals(URI.create("http://127.0.0.1:11434"), model.url());
        assertEquals("qwen3:1.7b", model.name());
        assertEquals(8_192, model.numCtx());
        assertEquals(ModelConfig.Provider.OLLAMA, model.provider());
        assertEquals(Optional.empty(), model.apiKey());
        assertEquals(1, model.parallelCalls());
        assertEquals(Duration.ofSeconds(5), model.connectTimeout());
        assertEquals(Duration.ofSeconds(60), model.startTimeout());
        assertEquals(Duration.ofMillis(500), model.timePerToken());
        assertEquals(Duration.ofSeconds(60), model.idleTimeout());
        assertEquals(Duration.ofMinutes(10), model.keepAlive());
        assertEquals(EngineChoice.MODEL, config.getValue("taskforge.engine", EngineChoice.class));
    }

    @Test
    void the_environment_names_server_model_and_engine() throws IOException {
        SmallRyeConfig config = config(Map.of(
                "TASKFORGE_OLLAMA_URL", "http://10.0.0.7:11434",
                "TASKFORGE_MODEL", "llama3.2:3b",
                "TASKFORGE_ENGINE", "auto",
                "TASKFORGE_MODEL_NUM_CTX", "4096"));
        ModelConfig model = config.getConfigMapping(ModelConfig.class);
        assertEquals(URI.create("http://10.0.0.7:11434"), model.url());
        assertEquals("llama3.2:3b", model.name());
        assertEquals(4_096, model.numCtx());
        assertEquals(EngineChoice.AUTO, config.getValue("taskforge.engine", EngineChoice.class));
    }

    @Test
    void the_environment_names_a_server_of_the_other_protocol_and_its_key() throws IOException {
        ModelConfig model = config(Map.of(
                        "TASKFORGE_MODEL_PROVIDER", "openai",
                        "TASKFORGE_MODEL_URL", "https://vllm.example.com/v1",
                        "TASKFORGE_OLLAMA_URL", "http://10.0.0.7:11434",
                        "TASKFORGE_MODEL_API_KEY", "secret",
                        "TASKFORGE_MODEL_PARALLEL_CALLS", "8"))
                .getConfigMapping(ModelConfig.class);
        assertEquals(ModelConfig.Provider.OPENAI, model.provider());
        assertEquals(URI.create("https://vllm.example.com/v1"), model.url());
        assertEquals(Optional.of("secret"), model.apiKey());
        assertEquals(8, model.parallelCalls());
    }

    private static SmallRyeConfig config(Map<String, String> environment) throws IOException {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(ModelConfig.class.getResource("/application.properties"), 250))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ModelConfig.class)
                .build();
    }
}
