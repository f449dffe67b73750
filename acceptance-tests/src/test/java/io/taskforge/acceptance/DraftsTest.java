package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What was drafted is seen while a job runs, and outlives whatever ends it. */
class DraftsTest {

    private static final String SPEC = """
            # Orders

            - The system must import orders from a file.
            - The system must print a label for each parcel.
            - The system must archive invoices for ten years.
            - The system must email a receipt to the customer.
            """;

    /** A model that answers for the outline and for two tickets, and hangs from then on. */
    private static FakeOllama hangingAfterTwoTickets() {
        FakeOllama ollama = FakeOllama.start();
        ollama.always(Behaviour.parse("hang-before-headers"));
        ollama.next(Behaviour.OBEY, Behaviour.OBEY, Behaviour.OBEY);
        return ollama;
    }

    private static Map<String, String> drafting(FakeOllama ollama) {
        return Map.of(
                "TASKFORGE_ENGINE",
                "model",
                "TASKFORGE_OLLAMA_URL",
                ollama.url().toString());
    }

    private static int drafted(JsonNode result) {
        int drafted = 0;
        for (JsonNode ticket : result.get("tickets")) {
            drafted += ticket.get("ticket_type").asText().equals("epic") ? 0 : 1;
        }
        return drafted;
    }

    @Test
    void drafts_of_a_killed_worker_are_kept_although_its_successor_gets_less_far() throws Exception {
        try (FakeOllama ollama = hangingAfterTwoTickets();
                RunningProduct product = RunningProduct.start(RunningProduct.temporaryFolder(), drafting(ollama))) {
            JsonNode job = product.submit("Orders", SPEC);
            ProcessHandle worker = product.process("generation-worker");
            awaitDrafts(product, job, 2);

            assertTrue(worker.destroyForcibly());
            // The fourth call died with the worker; the fifth is its successor's first, which hangs.
            assertTrue(ollama.awaitChats(5, Duration.ofSeconds(90)));
            assertEquals(
                    409,
                    product.get(job.get("result_url").asText() + "?partial=true")
                            .statusCode());
            product.delete(job.get("status_url").asText());

            JsonNode ended = product.awaitEnd(job, 60);
            assertEquals("cancelled", ended.get("status").asText());
            assertEquals(2, ended.get("attempt").asInt());
            assertNotEquals(worker.pid(), product.process("generation-worker").pid());
            JsonNode problem =
                    RunningProduct.json(product.get(job.get("result_url").asText()));
            JsonNode kept = RunningProduct.json(
                    product.get(problem.get("partial_result_url").asText()));
            assertEquals(2, drafted(kept));
            assertTrue(kept.at("/generation/partial").asBoolean());
        }
    }

    private static void awaitDrafts(RunningProduct product, JsonNode job, int howMany) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(product.open(job.get("events_url").asText()), StandardCharsets.UTF_8))) {
            int told = 0;
            while (told < howMany) {
                String line = lines.readLine();
                assertFalse(line == null, "the stream ended");
                told += line.equals("event: ticket.draft") ? 1 : 0;
            }
        }
    }

    @Test
    void a_draft_command_that_is_ended_shows_and_writes_what_was_drafted() throws Exception {
        Path folder = RunningProduct.temporaryFolder();
        Path spec = Files.writeString(folder.resolve("orders.md"), SPEC);
        Path result = folder.resolve("result.json");
        try (FakeOllama ollama = hangingAfterTwoTickets()) {
            Process command = RunningProduct.launch(
                    drafting(ollama),
                    "draft",
                    spec.toString(),
                    "--out",
                    result.toString(),
                    "--data",
                    folder.resolve("data").toString());
            List<String> output = new ArrayList<>();
            boolean ending = false;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(command.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    output.add(line);
                    long shown = output.stream()
                            .filter(each -> each.matches(".* s {2}draft +\\w+: .*"))
                            .count();
                    if (shown == 2 && !ending) {
                        ending = true;
                        // Not through the process, which would close what is still to be read.
                        command.toHandle().destroy();
                    }
                }
            }

            assertTrue(command.waitFor(60, TimeUnit.SECONDS));
            assertNotEquals(0, command.exitValue());
            assertTrue(
                    output.stream().anyMatch(line -> line.contains("2 tickets were drafted before the end")),
                    () -> String.join("\n", output));
            assertEquals(2, drafted(RunningProduct.JSON.readTree(Files.readAllBytes(result))));
        } finally {
            RunningProduct.delete(folder);
        }
    }
}
