package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.TicketRules;
import io.taskforge.model.ticket.TicketsResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A specification goes in and tickets come out, through both services, PostgreSQL and the broker. */
class MainJobTest {

    private static RunningProduct product;

    @BeforeAll
    static void start() {
        product = RunningProduct.start();
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(RunningProduct.HOME.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void draft_prints_the_result_of_an_example_and_nothing_else(Path example) throws IOException, InterruptedException {
        Path out = Files.createTempFile("taskforge-result-", ".json");
        Process draft = RunningProduct.launch(
                Map.of(),
                "draft",
                example.toString(),
                "--json",
                "--out",
                out.toString(),
                "--data",
                product.folder().toString());
        String printed = new String(draft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(draft.waitFor(60, TimeUnit.SECONDS));

        assertEquals(0, draft.exitValue(), printed);
        JsonNode result = RunningProduct.JSON.readTree(Files.readAllBytes(out));
        assertEquals(Set.of(), violations(result));
        assertEquals(
                List.of(),
                TicketRules.broken(
                        RunningProduct.JSON.treeToValue(result, TicketsResult.class),
                        GenerationOptions.DEFAULTS.ticketLimit()));
        assertTrue(
                result.get("coverage").get("ratio").asDouble() > 0.9,
                result.get("coverage").toString());
        Files.delete(out);
    }

    @Test
    void the_seeds_commands_work_as_written() throws IOException, InterruptedException {
        SeedCommands seed = new SeedCommands(product);

        JsonNode submitted = seed.submit();
        assertEquals("queued", submitted.get("status").asText());
        assertEquals(
                Set.of("schema_version", "job_id", "status", "status_url", "result_url", "created_at"),
                intersection(
                        submitted, "schema_version", "job_id", "status", "status_url", "result_url", "created_at"));

        JsonNode ended = product.awaitEnd(submitted, 60);
        assertEquals("completed", ended.get("status").asText(), ended.toString());
        assertEquals(
                "completed",
                seed.status(submitted.get("job_id").asText()).get("status").asText());
        assertEquals(Set.of(), violations(seed.result(submitted.get("job_id").asText())));
    }

    @Test
    void a_submission_sent_twice_is_one_job() {
        JsonNode body = RunningProduct.JSON
                .createObjectNode()
                .put("schema_version", "tickets.input.v1")
                .put("idempotency_key", "sent-twice")
                .put("title", "Twice")
                .put("spec", "The system must count to two.");

        var first = product.post("/tickets/v1/jobs", body);
        var second = product.post("/v1/task-generation/jobs", body);

        assertEquals(202, second.statusCode());
        assertEquals("true", second.headers().firstValue("Idempotent-Replayed").orElseThrow());
        assertEquals(
                RunningProduct.json(first).get("job_id"),
                RunningProduct.json(second).get("job_id"));
    }

    private static Set<String> intersection(JsonNode object, String... names) {
        Set<String> present = new TreeSet<>();
        for (String name : names) {
            if (object.has(name)) {
                present.add(name);
            }
        }
        return present;
    }

    private static Set<String> violations(JsonNode result) {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(TicketSchemas.text(TicketSchemas.Name.RESULT));
        Set<String> messages = new TreeSet<>();
        schema.validate(result).forEach(violation -> messages.add(violation.toString()));
        return messages;
    }
}
