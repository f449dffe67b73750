package io.taskforge.worker.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.worker.chat.ServerError.Kind;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerErrorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // Ollama, from its runner; llama.cpp's own server; and a runner that gives no more than words.
                "{\"error\":\"{\\\"error\\\":{\\\"code\\\":400,\\\"message\\\":\\\"request (351 tokens) exceeds the available context size"
                        + " (256 tokens), try increasing it\\\",\\\"type\\\":\\\"exceed_context_size_error\\\",\\\"n_prompt_tokens\\\":351,"
                        + "\\\"n_ctx\\\":256}}\"}|256",
                "{\"error\":{\"code\":400,\"message\":\"too much\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":351,"
                        + "\"n_ctx\":512}}|512",
                "{\"error\":\"request (351 tokens) exceeds the available context size (128 tokens), try increasing it\"}|128",
                // vLLM, older and newer.
                "{\"object\":\"error\",\"message\":\"This model's maximum context length is 2048 tokens. However, you requested 6616 tokens"
                        + " (568 in the messages, 6048 in the completion).\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}|2048",
                "{\"error\":{\"message\":\"The decoder prompt (length 5000) is longer than the maximum model length of 4096.\","
                        + "\"type\":\"BadRequestError\",\"param\":null,\"code\":400}}|4096",
                "{\"error\":{\"message\":\"You passed 4097 input tokens. However, the model's context length is only 4096 tokens.\","
                        + "\"type\":\"BadRequestError\",\"code\":400}}|4096"
            })
    void a_prompt_that_is_too_long_is_known_in_every_shape_and_names_the_window(String body, int window) {
        ServerError error = ServerError.parse(body);
        assertEquals(Kind.TOO_LONG, error.kind());
        assertEquals(OptionalInt.of(window), error.window());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"error\":\"model 'x' not found\"}|NO_SUCH_MODEL",
                "{\"error\":\"model \\\"x\\\" not found, try pulling it first\"}|NO_SUCH_MODEL",
                "{\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"type\":\"NotFoundError\",\"code\":404}|NO_SUCH_MODEL",
                "{\"error\":\"prediction aborted, token repeat limit reached\"}|REPETITION",
                "{\"error\":\"llama-server process has terminated: signal: killed\"}|LOAD_FAILED",
                "{\"error\":\"timed out waiting for llama-server to start - progress 0.00 - \"}|LOAD_FAILED",
                "{\"error\":\"model requires more system memory (5.6 GiB) than is available (2.1 GiB)\"}|LOAD_FAILED",
                "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}|LOAD_FAILED",
                "{\"error\":\"model runner has unexpectedly stopped, this may be due to resource limitations\"}|CRASHED",
                "{\"error\":{\"message\":\"The response was filtered\",\"code\":\"content_filter\"}}|FILTERED",
                "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}|OTHER"
            })
    void other_refusals_are_known_by_their_words(String body, Kind kind) {
        ServerError error = ServerError.parse(body);
        assertTrue(error.ofServer());
        assertEquals(kind, error.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>404</html>", "", "[]", "404 page not found", "{\"detail\":\"Not Found\"}"})
    void a_page_of_someone_else_is_no_word_of_the_server(String body) {
        assertFalse(ServerError.parse(body).ofServer());
    }

    @Test
    void words_of_the_request_are_in_no_message() {
        ChatCall call = new ChatCall("", "[1] (must) Invoices of Example Ltd are exported as CSV.", "{}", 10, 0, 1);
        ServerError quoting = ServerError.parse(
                "{\"error\":{\"message\":\"Value error: bad input: 'Invoices of Example Ltd are exp', sorry\",\"code\":400}}");
        assertEquals(
                "Value error: bad input: ' … (it quotes the request)",
                quoting.unquoting(call).message());
        ServerError own = ServerError.parse("{\"error\":\"server busy, please try again\"}");
        assertEquals(own, own.unquoting(call));
    }

    @Test
    void a_long_message_is_cut_to_one_line() {
        ServerError error = ServerError.parse("{\"error\":\"" + "word\\n".repeat(500) + "\"}");
        assertTrue(error.message().length() <= 200 && !error.message().contains("\n"), error.message());
    }
}
