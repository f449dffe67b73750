package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OllamaProbeTest {

    private static boolean has(String present, String wanted) {
        return new OllamaProbe.Found.Server("0.1", List.of("other:1b", present)).has(wanted);
    }

    @Test
    void a_models_name_is_compared_as_the_worker_compares_it() {
        assertTrue(has("qwen3:1.7b", "qwen3:1.7b"));
        assertTrue(has("qwen3:1.7b", "Qwen3:1.7B"));
        assertTrue(has("hf.co/Some/Model:Q4", "hf.co/some/model:q4"));
        assertTrue(has("qwen3:latest", "qwen3"));
        assertTrue(has("qwen3", "QWEN3:latest"));
        assertTrue(has("registry:5000/qwen3:latest", "registry:5000/qwen3"));
        assertFalse(has("qwen3:1.7b", "qwen3"));
        assertFalse(has("qwen3:1.7b", "qwen3:4b"));
    }
}
