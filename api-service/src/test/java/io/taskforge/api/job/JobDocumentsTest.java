package io.taskforge.api.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.api.job.JobDocuments.JobDocument;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JobDocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JobId ID = new JobId(UUID.fromString("01926e3c-0000-7000-8000-000000000001"));
    private static final ClientId CLIENT = new ClientId(UUID.fromString("01926e3c-0000-7000-8000-000000000002"));
    private static final Instant BEGUN = Instant.parse("2026-11-27T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final JobDocuments documents = new JobDocuments(JSON, nanos::get);

    @Test
    void a_job_that_is_as_it_was_is_not_written_again() {
        JobDocument first = documents.of(running(20, BEGUN));

        assertSame(first, documents.of(running(20, BEGUN)));
    }

    @Test
    void whatever_has_changed_is_written_and_has_another_tag() throws IOException {
        JobDocument first = documents.of(running(20, BEGUN));

        JobDocument further = documents.of(running(40, BEGUN));
        JobDocument touched = documents.of(running(40, BEGUN.plusSeconds(1)));

        assertEquals(20, json(first).at("/progress/percent").asInt());
        assertEquals(40, json(further).at("/progress/percent").asInt());
        assertEquals(
                "2026-11-27T12:00:01.000000+00:00",
                json(touched).get("updated_at").asText());
        assertNotEquals(first.tag(), further.tag());
        assertNotEquals(further.tag(), touched.tag());
    }

    @Test
    void nothing_is_kept_for_longer_than_half_a_minute() {
        JobDocument first = documents.of(running(20, BEGUN));
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());

        JobDocument later = documents.of(running(20, BEGUN));

        assertNotSame(first, later);
        assertEquals(first.tag(), later.tag());
    }

    private static JsonNode json(JobDocument document) throws IOException {
        return JSON.readTree(document.json());
    }

    private static Job running(int percent, Instant updatedAt) {
        return new Job(
                ID,
                CLIENT,
                "Ledger",
                JobStatus.RUNNING,
                1,
                new JobProgress(JobProgress.Phase.PREPARING, percent, 0, null),
                null,
                Map.of("team", "a"),
                null,
                BEGUN,
                updatedAt,
                BEGUN,
                null,
                null,
                BEGUN.plusSeconds(3_600),
                null,
                null);
    }
}
