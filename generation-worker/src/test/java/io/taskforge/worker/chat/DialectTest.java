package io.taskforge.worker.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.worker.chat.ModelConfig.Provider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same question in each protocol, byte for byte as it arrives. */
class DialectTest {

    private static final ChatCall CALL = new ChatCall(
            "Write.",
            "One.",
            "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\",\"minLength\":8,\"maxLength\":100}},\"required\":[\"title\"],\"additionalProperties\":false}",
            160,
            0.7,
            42);

    @Test
    void ollama_is_told_the_window_not_to_cut_and_not_to_think() {
        assertEquals(
                "{\"model\":\"qwen3:1.7b\",\"messages\":[{\"role\":\"system\",\"content\":\"Write.\"},{\"role\":\"user\",\"content\":\"One.\"}],"
                        + "\"options\":{\"temperature\":0.7,\"top_k\":20,\"top_p\":0.8,\"seed\":42,\"num_predict\":160,\"num_ctx\":8192},"
                        + "\"stream\":false,\"keep_alive\":600,\"think\":false,\"format\":" + CALL.schema()
                        + ",\"truncate\":false}",
                arrives(Provider.OLLAMA));
    }

    @Test
    void other_servers_are_told_the_same_without_the_window_which_is_their_own() {
        assertEquals(
                "{\"model\":\"qwen3:1.7b\",\"messages\":[{\"role\":\"system\",\"content\":\"Write.\"},{\"role\":\"user\",\"content\":\"One.\"}],"
                        + "\"temperature\":0.7,\"top_p\":0.8,\"stream\":false,\"max_tokens\":160,\"seed\":42,\"top_k\":20,"
                        + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"strict\":true,\"schema\":"
                        + CALL.schema() + "}},\"chat_template_kwargs\":{\"enable_thinking\":false}}",
                arrives(Provider.OPENAI));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void no_key_is_sent_where_none_is_set(Provider provider) {
        try (FakeOllama fake = FakeOllama.start()) {
            ask(Settings.of(fake.url()).speaking(provider));
            for (var request : fake.requests()) {
                Map<String, String> headers = request.headers();
                assertNull(headers.get("authorization"), request.path());
            }
        }
    }

    private static String arrives(Provider provider) {
        try (FakeOllama fake = FakeOllama.start()) {
            ask(Settings.of(fake.url()).speaking(provider));
            return fake.chats().getFirst().body();
        }
    }

    private static void ask(Settings settings) {
        ModelServer server = ModelServer.of(settings, time -> {});
        Readiness.Ready ready = (Readiness.Ready) server.probe(FakeOllama.MODEL);
        server.open(FakeOllama.MODEL, ready, Hopeless.FAILS).ask(CALL);
    }
}
