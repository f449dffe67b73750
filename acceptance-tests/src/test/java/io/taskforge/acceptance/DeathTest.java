package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What dies by SIGKILL loses nothing and leaves nothing behind. */
class DeathTest {

    @Test
    void a_job_whose_worker_is_killed_completes_once_on_its_successor() throws InterruptedException {
        try (FakeOllama ollama = FakeOllama.start();
                RunningProduct product = RunningProduct.start(
                        RunningProduct.temporaryFolder(),
                        Map.of(
                                "TASKFORGE_ENGINE",
                                "model",
                                "TASKFORGE_OLLAMA_URL",
                                ollama.url().toString()))) {
            ollama.always(Behaviour.parse("hang-before-headers"));
            JsonNode job = product.submit("Ledger", "The ledger must balance. The ledger must print every night.");
            assertTrue(ollama.awaitChats(1, Duration.ofSeconds(60)));
            ProcessHandle worker = product.process("generation-worker");

            ollama.always(Behaviour.OBEY);
            assertTrue(worker.destroyForcibly());

            JsonNode ended = product.awaitEnd(job, 60);
            assertEquals("completed", ended.get("status").asText(), ended.toString());
            assertEquals(2, ended.get("attempt").asInt());
            assertNotEquals(worker.pid(), product.process("generation-worker").pid());
            assertEquals(200, product.get(job.get("result_url").asText()).statusCode());
        }
    }

    @Test
    void a_killed_launcher_leaves_no_process_behind_and_the_next_up_finds_what_was_stored() throws Exception {
        Path folder = RunningProduct.temporaryFolder();
        RunningProduct killed = RunningProduct.start(folder, Map.of("TASKFORGE_ENGINE", "rules"));
        JsonNode job = killed.submit("Ledger", "The ledger must balance.");
        killed.awaitEnd(job, 60);
        List<ProcessHandle> processes = killed.processes();
        assertTrue(processes.size() >= 5, () -> "launcher, PostgreSQL, broker and two services: " + processes);

        killed.launcher().destroyForcibly();

        for (ProcessHandle process : processes) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        try (RunningProduct next = RunningProduct.start(folder, Map.of("TASKFORGE_ENGINE", "rules"))) {
            JsonNode again = next.submit("Ledger", "The ledger must balance again.");
            assertEquals("completed", next.awaitEnd(again, 60).get("status").asText());
            assertEquals(
                    "completed",
                    RunningProduct.json(next.get(job.get("status_url").asText()))
                            .get("status")
                            .asText(),
                    "what the killed one had stored is still there");
        }
    }

    @Test
    void a_second_up_on_the_same_folder_says_so_and_leaves_the_first_alone() throws Exception {
        try (RunningProduct first = RunningProduct.start()) {
            Process second = RunningProduct.launch(
                    Map.of(), "up", "--data", first.folder().toString(), "--http-port", "0", "--grpc-port", "0");
            String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(second.waitFor(60, TimeUnit.SECONDS));
            assertEquals(2, second.exitValue(), output);
            assertTrue(output.contains(first.baseUrl()), output);
            assertEquals(200, first.get("/q/health/ready").statusCode());
        }
    }
}
