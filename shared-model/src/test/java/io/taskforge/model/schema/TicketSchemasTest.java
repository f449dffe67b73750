package io.taskforge.model.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.model.job.CallbackState;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.schema.TicketSchemas.Name;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.spec.Traceability;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.TicketType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TicketSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String JOB = """
            {"schema_version": "tickets.job.v1", "job_id": "019e4fae-f96a-78b2-be03-8633c38ea640", "status": "%s",
             "status_url": "/s", "result_url": "/r", "created_at": "2026-05-22T12:35:27.722228+00:00"}""";

    private final TicketSchemas schemas = new TicketSchemas();

    @ParameterizedTest
    @EnumSource
    void every_schema_is_found_under_its_id(Name name) {
        assertEquals(name.id(), schema(name).path("$id").asText());
    }

    @ParameterizedTest
    @EnumSource
    void no_document_is_empty(Name name) {
        assertNotEquals(Set.of(), schemas.violations(name, json("{}")));
    }

    @Test
    void a_schema_that_refers_to_another_holds_documents_to_it() {
        String page = "{\"jobs\": [%s], \"next_page_token\": null}";

        assertEquals(Set.of(), schemas.violations(Name.JOB_LIST, json(page.formatted(JOB.formatted("queued")))));
        assertEquals(
                1,
                schemas.violations(Name.JOB_LIST, json(page.formatted(JOB.formatted("lost"))))
                        .size());
    }

    @Test
    void the_words_are_those_that_the_code_uses() {
        assertEquals(words(JobStatus.values()), published(Name.JOB, "/properties/status"));
        assertEquals(words(JobProgress.Phase.values()), published(Name.JOB, "/properties/progress/properties/phase"));
        assertEquals(
                words(CallbackState.Status.values()), published(Name.JOB, "/properties/callback/properties/status"));
        assertEquals(words(DependencyMode.values()), published(Name.INPUT, option("dependency_mode")));
        assertEquals(words(OutputDetail.values()), published(Name.INPUT, option("output_detail")));
        assertEquals(words(Traceability.values()), published(Name.INPUT, option("traceability")));
        assertEquals(words(TicketType.values()), published(Name.RESULT, "/$defs/Ticket/properties/ticket_type"));
        assertEquals(words(Priority.values()), published(Name.RESULT, "/$defs/Ticket/properties/priority"));
    }

    private static String option(String name) {
        return "/$defs/Options/properties/" + name;
    }

    private static Set<String> words(Object[] values) {
        return Set.copyOf(Arrays.stream(values)
                .map(value -> JSON.convertValue(value, String.class))
                .toList());
    }

    private static Set<String> published(Name name, String pointer) {
        List<String> words = StreamSupport.stream(
                        schema(name).at(pointer + "/enum").spliterator(), false)
                .filter(word -> !word.isNull())
                .map(JsonNode::asText)
                .toList();
        return Set.copyOf(words);
    }

    private static JsonNode schema(Name name) {
        return json(TicketSchemas.text(name));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
