package io.taskforge.worker.drafting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.TicketRules;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.rules.RulesEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Drafts of tests, made by the rules at a fixed time, and what can be held against them. */
final class Drafts {

    static final JobId JOB = JobId.parse("019e4fae-f96a-78b2-be03-8633c38ea640").orElseThrow();

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(TicketsResult.class.getResourceAsStream("/schema/tickets.result.v1.json"));

    private Drafts() {}

    static TicketsResult of(String title, String text, GenerationOptions options) {
        return new DraftingPipeline(InstantSource.fixed(Instant.EPOCH))
                .draft(JOB, new TicketSpec(title, text, options), new RulesEngine("asked for"), 0, progress -> {});
    }

    static TicketsResult of(String text) {
        return of("A title", text, GenerationOptions.DEFAULTS);
    }

    /** Rules broken and schema violations, together; empty for a sound result. */
    static List<String> faults(TicketsResult result, GenerationOptions options) {
        List<String> faults = new ArrayList<>();
        TicketRules.broken(result, options.ticketLimit()).forEach(violation -> faults.add(violation.toString()));
        JsonNode json = JSON.valueToTree(result);
        SCHEMA.validate(json).forEach(message -> faults.add(message.getMessage()));
        return faults;
    }

    static String json(TicketsResult result) {
        try {
            return JSON.writeValueAsString(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> examples() {
        try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GenerationOptions counting(Integer tickets, Integer limit) {
        return new GenerationOptions(tickets, limit, null, null, null, null, null, null, null, null, null, null);
    }
}
