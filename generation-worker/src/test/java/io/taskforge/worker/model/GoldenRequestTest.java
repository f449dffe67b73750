package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.fakeollama.FakeOllama;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * The complete requests, as they arrive at the server. A change of a prompt, a schema or an option shows here first: look at it, and
 * then put what arrived into the resources.
 */
class GoldenRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GenerationOptions OPTIONS = GenerationOptions.DEFAULTS;

    @Test
    void an_outline_request_goes_out_as_pinned() throws Exception {
        assertPinned("outline-request.json", body(d -> d.outline(Specifications.outline(Specifications.INVOICES, 2))));
    }

    @Test
    void an_expand_request_goes_out_as_pinned() throws Exception {
        assertPinned("expand-request.json", body(d -> d.expand(Specifications.expandExport())));
    }

    @Test
    void a_change_of_prompts_changes_the_prompt_version() throws Exception {
        String requests = withoutRun(body(d -> d.outline(Specifications.outline(Specifications.INVOICES, 2))))
                + withoutRun(body(d -> d.expand(Specifications.expandExport())));
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(requests.getBytes(StandardCharsets.UTF_8)));
        Properties pinned = new Properties();
        try (InputStream in = GoldenRequestTest.class.getResourceAsStream("/model/prompt-versions.properties")) {
            pinned.load(in);
        }
        assertEquals(
                hash,
                pinned.getProperty(Prompts.VERSION),
                "prompts or schemas changed: raise Prompts.VERSION and add a line for it to prompt-versions.properties");
    }

    @Test
    void the_system_message_holds_nothing_of_the_specification() throws Exception {
        for (JsonNode request : List.of(
                JSON.readTree(body(d -> d.outline(Specifications.outline(Specifications.INVOICES, 2)))),
                JSON.readTree(body(d -> d.expand(Specifications.expandExport()))))) {
            String system = request.path("messages").path(0).path("content").asText();
            assertFalse(system.contains("Invoice portal") || system.contains("audit log"), system);
        }
    }

    private interface Draft {
        Object of(Drafter drafter);
    }

    /** The bytes of the one chat request that drafting sends. */
    private static String body(Draft draft) {
        try (FakeOllama fake = FakeOllama.start();
                Drafter drafter = new ModelEngine(Settings.of(fake.url()), new StandInRules())
                        .open(Specifications.INVOICES, OPTIONS)) {
            draft.of(drafter);
            assertEquals(1, fake.chats().size());
            return fake.chats().getFirst().body();
        }
    }

    /** What is left when the specification's words are as they are and the version is not to depend on a seed. */
    private static String withoutRun(String request) throws IOException {
        JsonNode r = JSON.readTree(request);
        return r.path("messages").path(0).path("content").asText()
                + r.path("messages").path(1).path("content").asText().replaceAll("[0-9a-f]{12}", "code")
                + r.path("format");
    }

    private static void assertPinned(String resource, String actual) throws IOException {
        try (InputStream in = GoldenRequestTest.class.getResourceAsStream("/model/" + resource)) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip(), actual);
        }
    }
}
