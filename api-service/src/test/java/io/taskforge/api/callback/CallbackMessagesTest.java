package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.schema.TicketSchemas;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackMessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "https://taskforge.example.com";

    private final CallbackMessages messages = new CallbackMessages(JSON, BASE);

    private static JsonNode read(byte[] message) {
        try {
            return JSON.readTree(message);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> metadata(String keys, String values) {
        Map<String, String> pairs = new LinkedHashMap<>();
        IntStream.range(0, 16).forEach(i -> pairs.put((char) ('a' + i) + keys.repeat(63), values.repeat(512)));
        return pairs;
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED", "EXPIRED"})
    void a_message_says_which_job_ended_how_and_where_to_ask_for_more(JobStatus end) {
        JsonNode message = read(messages.of(EndedJobs.job(end, "https://hub.example.com/{job_id}")));

        assertEquals("tickets.job." + end.word(), message.path("type").asText());
        assertEquals(
                "2026-05-22T12:41:56.122228+00:00", message.path("timestamp").asText());
        JsonNode job = message.path("data");
        assertEquals(Set.of(), new TicketSchemas().violations(TicketSchemas.Name.JOB, job), job::toString);
        String url = BASE + "/tickets/v1/jobs/" + EndedJobs.ID;
        assertEquals(end.word(), job.path("status").asText());
        assertEquals(url, job.path("status_url").asText());
        assertEquals(url + "/result", job.path("result_url").asText());
        assertEquals(url + "/events", job.path("events_url").asText());
        assertEquals("a", job.path("metadata").path("team").asText());
        assertFalse(job.has("callback"));
        assertFalse(job.has("poll_after_ms"));
    }

    @Test
    void the_same_job_is_the_same_message_to_the_byte() {
        Map<String, String> forwards = metadata("k", "v");
        Map<String, String> backwards = new LinkedHashMap<>();
        List.copyOf(forwards.keySet()).reversed().forEach(key -> backwards.put(key, forwards.get(key)));
        Job one = EndedJobs.job(JobStatus.FAILED, "https://a.example", "T", forwards, null, null);
        Job other = EndedJobs.job(JobStatus.FAILED, "https://a.example", "T", backwards, null, null);

        assertArrayEquals(messages.of(one), messages.of(other));
        List<String> keys = List.copyOf(
                JSON.convertValue(read(messages.of(one)).path("data").path("metadata"), LinkedHashMap.class)
                        .keySet());
        assertEquals(keys.stream().sorted().toList(), keys, "in an order that no process has of its own");
    }

    @Test
    void the_longest_title_error_and_plain_metadata_fit() {
        Job job = EndedJobs.job(
                JobStatus.FAILED,
                "https://hub.example.com/" + "x".repeat(2_000),
                "😀".repeat(200),
                metadata("k", "v"),
                new JobProgress(JobProgress.Phase.DRAFTING, 50, 20, "m".repeat(300)),
                new JobError("internal_error", "😀".repeat(1_000), true));

        byte[] message = messages.of(job);

        assertTrue(message.length < CallbackMessages.LARGEST, message.length + " bytes");
        assertEquals(16, read(message).path("data").path("metadata").size());
        assertEquals(
                2_000,
                read(message)
                        .path("data")
                        .path("error")
                        .path("message")
                        .asText()
                        .length());
    }

    @Test
    void metadata_that_are_too_large_are_left_out() {
        for (String letter : List.of("字", "😀", "\u0001", "\"")) {
            Job job = EndedJobs.job(
                    JobStatus.FAILED,
                    "https://hub.example.com/",
                    "😀".repeat(200),
                    metadata("k", letter),
                    new JobProgress(JobProgress.Phase.DRAFTING, 50, 20, letter.repeat(300)),
                    new JobError("internal_error", letter.repeat(1_000), true));

            byte[] message = messages.of(job);

            assertTrue(message.length < CallbackMessages.LARGEST, message.length + " bytes");
            JsonNode data = read(message).path("data");
            assertFalse(data.has("metadata"));
            assertTrue(data.has("progress"));
            assertTrue(data.has("error"));
        }
    }

    @Test
    void a_base_may_have_a_path_and_a_slash_too_many() {
        var below = new CallbackMessages(JSON, " https://example.com/taskforge// ");

        assertEquals(
                "https://example.com/taskforge/tickets/v1/jobs/" + EndedJobs.ID,
                read(below.of(EndedJobs.job(JobStatus.COMPLETED, "https://a.example")))
                        .path("data")
                        .path("status_url")
                        .asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "https://taskforge.example.com", "https://[::1]:8443/below"})
    void a_base_is_a_url_of_the_service(String text) {
        assertTrue(CallbackMessages.isBase(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "taskforge.example.com",
                "//taskforge.example.com",
                "ftp://taskforge.example.com",
                "https://",
                "https:///x",
                "https://taskforge.example.com?x",
                "https://taskforge.example.com#x",
                "https://task forge"
            })
    void anything_else_is_no_base(String text) {
        assertFalse(CallbackMessages.isBase(text));
    }
}
