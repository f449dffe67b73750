package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job that is watched while the service behind the stream is replaced. */
class WatchTest {

    @Test
    void a_service_that_stops_ends_its_streams_in_order_and_its_successor_goes_on() throws Exception {
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
            String events = job.get("events_url").asText();
            ProcessHandle service = product.process("api-service");

            String first;
            try (BufferedReader stream = lines(product, events)) {
                assertEquals("retry: 3000", stream.readLine());
                service.destroy();
                first = String.join("\n", stream.lines().toList());
            }

            assertTrue(first.endsWith(": the job has not ended; connect again with Last-Event-ID\n"), first);
            long known = first.lines().filter(line -> line.startsWith("id: ")).count();
            product.awaitSuccessor("api-service", service);
            assertEquals(202, product.delete(job.get("status_url").asText()).statusCode());
            assertEquals("cancelled", product.awaitEnd(job, 60).get("status").asText());
            try (BufferedReader stream = lines(product, events + "?after=" + known)) {
                List<String> rest = stream.lines().toList();
                assertTrue(rest.contains("id: " + (known + 1)), rest::toString);
                assertTrue(rest.contains("event: job.terminal"), rest::toString);
            }
            assertNotEquals(service.pid(), product.process("api-service").pid());
        }
    }

    private static BufferedReader lines(RunningProduct product, String path) throws IOException {
        return new BufferedReader(new InputStreamReader(product.open(path), StandardCharsets.UTF_8));
    }
}
