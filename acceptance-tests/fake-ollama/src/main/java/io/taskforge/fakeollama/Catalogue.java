package io.taskforge.fakeollama;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the server says of its models. */
final class Catalogue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SIZE = 1_359_293_444L;

    private Catalogue() {}

    static String tags(List<String> models, String digest) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("models");
        for (String model : models) {
            ObjectNode entry = list.addObject()
                    .put("name", model)
                    .put("model", model)
                    .put("modified_at", "2026-11-02T09:14:31.512384+00:00")
                    .put("size", SIZE)
                    .put("digest", digest);
            details(entry.putObject("details"));
        }
        return root.toString();
    }

    /** @param window what was asked for last: a real server allocates it on load */
    static String ps(List<String> models, String digest, int window) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("models");
        for (String model : models) {
            ObjectNode entry = list.addObject()
                    .put("name", model)
                    .put("model", model)
                    .put("size", SIZE)
                    .put("digest", digest)
                    .put("expires_at", "2026-11-02T09:24:31.512384+00:00")
                    .put("size_vram", 0)
                    .put("context_length", window);
            details(entry.putObject("details"));
        }
        return root.toString();
    }

    /** @param numCtx of the Modelfile; 0 when it names none */
    static String show(int contextLength, int numCtx) {
        ObjectNode root = JSON.createObjectNode();
        root.put(
                "parameters",
                (numCtx > 0 ? "num_ctx                        " + numCtx + "\n" : "")
                        + "repeat_penalty                 1\nstop                           \"<|im_start|>\"\n"
                        + "temperature                    0.6");
        details(root.putObject("details"));
        root.putObject("model_info")
                .put("general.architecture", "qwen3")
                .put("general.parameter_count", 2_031_739_904L)
                .put("qwen3.context_length", contextLength)
                .put("qwen3.embedding_length", 2_048);
        root.putArray("capabilities").add("completion").add("tools").add("thinking");
        return root.toString();
    }

    private static void details(ObjectNode details) {
        details.put("parent_model", "").put("format", "gguf").put("family", "qwen3");
        details.putArray("families").add("qwen3");
        details.put("parameter_size", "2.0B").put("quantization_level", "Q4_K_M");
    }
}
