package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.NeedsRequest;
import io.taskforge.worker.engine.RepairRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * The complete requests, as they arrive at the server. A change of a prompt, a schema or an option shows here first: look at it, and
 * then put what arrived into the resources.
 */
class GoldenRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GenerationOptions OPTIONS = GenerationOptions.DEFAULTS;
    private static final List<String> ALL_RULES = List.of(
            "vague_criterion",
            "criterion_copies_title",
            "description_copies_title",
            "description_copies_spec",
            "criteria_missing",
            "another");

    @Test
    void an_outline_request_goes_out_as_pinned() throws Exception {
        assertPinned("outline-request.json", body(d -> d.outline(Specifications.outline(Specifications.INVOICES, 2))));
    }

    @Test
    void an_expand_request_goes_out_as_pinned() throws Exception {
        assertPinned("expand-request.json", body(d -> d.expand(Specifications.expandExport())));
    }

    @Test
    void a_repair_request_goes_out_as_pinned() throws Exception {
        assertPinned(
                "repair-request.json",
                body(d -> d.repair(new RepairRequest(
                        Specifications.expandExport(),
                        Specifications.VAGUE,
                        body -> body.equals(Specifications.VAGUE) ? List.of("vague_criterion") : List.of()))));
    }

    @Test
    void a_link_request_goes_out_as_pinned() throws Exception {
        assertPinned("link-request.json", body(d -> d.needs(new NeedsRequest(Specifications.OUTLINES, 1))));
    }

    @Test
    void a_summary_request_goes_out_as_pinned() throws Exception {
        assertPinned("summary-request.json", body(d -> d.summarise(Specifications.OUTLINES)));
    }

    @Test
    void a_change_of_prompts_changes_the_prompt_version() throws Exception {
        String requests = allWords();
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
                JSON.readTree(body(d -> d.expand(Specifications.expandExport()))),
                JSON.readTree(body(d -> d.needs(new NeedsRequest(Specifications.OUTLINES, 1)))),
                JSON.readTree(body(d -> d.summarise(Specifications.OUTLINES))))) {
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

    /** Everything that can be said to the model, for one specification: both stages in all details, and again after each flaw. */
    private static String allWords() {
        StringBuilder words = new StringBuilder();
        for (OutputDetail detail : OutputDetail.values()) {
            GenerationOptions options =
                    new GenerationOptions(null, null, null, null, detail, null, null, null, 1, null, null, null);
            Prompts prompts = new Prompts(Specifications.INVOICES, options, new Seeds(1), () -> 8_192);
            words.append(prompts.outline(Specifications.outline(Specifications.INVOICES, 2), 0, Optional.empty()));
            words.append(prompts.expand(Specifications.expandExport(), 0, Optional.empty()));
            words.append(prompts.repair(Specifications.expandExport(), Specifications.VAGUE, ALL_RULES));
            words.append(prompts.link(new NeedsRequest(Specifications.OUTLINES, 1)));
            words.append(prompts.summary(Specifications.OUTLINES));
            for (Flaw flaw : Flaw.values()) {
                words.append(prompts.expand(Specifications.expandExport(), 1, Optional.of(flaw)));
            }
        }
        return words.toString();
    }

    private static void assertPinned(String resource, String actual) throws IOException {
        try (InputStream in = GoldenRequestTest.class.getResourceAsStream("/model/" + resource)) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip(), actual);
        }
    }
}
