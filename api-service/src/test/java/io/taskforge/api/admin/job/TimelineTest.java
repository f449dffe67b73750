package io.taskforge.api.admin.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant START = Instant.parse("2026-05-22T12:00:00Z");

    private final List<JobHappening> events = new ArrayList<>();

    /** A second after the one before. */
    private TimelineTest then(String type, JobStatus status, int attempt) {
        return then(type, status, attempt, null, null, null);
    }

    private TimelineTest then(String type, JobStatus status, int attempt, String worker, String error, String phase) {
        int seq = events.size() + 1;
        events.add(new JobHappening(
                seq,
                type,
                status,
                attempt,
                START.plusSeconds(seq),
                Optional.ofNullable(worker),
                Optional.ofNullable(error),
                Optional.ofNullable(phase),
                phase == null ? OptionalInt.empty() : OptionalInt.of(seq * 10)));
        return this;
    }

    private Timeline told() {
        return Timeline.of(events, Optional.of("holder"));
    }

    private List<String> words() {
        return told().lines().stream().map(Timeline.Line::words).toList();
    }

    @Test
    void what_a_run_tells_of_is_one_line_for_each_phase_with_its_drafts_counted() {
        then("submitted", JobStatus.QUEUED, 0).then("claimed", JobStatus.RUNNING, 1);
        then("progress", JobStatus.RUNNING, 1, null, null, "drafting").then("draft", JobStatus.RUNNING, 1);
        then("draft", JobStatus.RUNNING, 1).then("progress", JobStatus.RUNNING, 1, null, null, "drafting");
        then("progress", JobStatus.RUNNING, 1, null, null, "validating").then("completed", JobStatus.COMPLETED, 1);

        assertEquals(
                List.of(
                        "submitted",
                        "taken by a worker",
                        "drafting, up to 60 %, 2 drafts written",
                        "validating, up to 70 %",
                        "completed"),
                words());
        assertEquals(
                List.of(1L, 1L, 4L, 1L),
                told().lines().stream()
                        .flatMap(line -> line.since().stream())
                        .map(Duration::toSeconds)
                        .toList());
    }

    @Test
    void an_attempt_says_who_ran_it_and_how_it_ended() {
        then("submitted", JobStatus.QUEUED, 0).then("claimed", JobStatus.RUNNING, 1, "first", null, null);
        then("failed", JobStatus.QUEUED, 1, null, "model_unavailable", null)
                .then("claimed", JobStatus.RUNNING, 2, "second", null, null);
        then("lease_expired", JobStatus.QUEUED, 2)
                .then("claimed", JobStatus.RUNNING, 3)
                .then("cancel_requested", JobStatus.CANCELLING, 3);

        List<Timeline.Attempt> attempts = told().attempts();

        assertEquals(
                List.of("first", "second", "holder"),
                attempts.stream().map(each -> each.worker().orElseThrow()).toList());
        assertEquals(
                Optional.of("run failed, waits for another"), attempts.get(0).end());
        assertEquals(Optional.of("model_unavailable"), attempts.get(0).error());
        assertEquals(
                Optional.of("worker lost, waits for another run"),
                attempts.get(1).end());
        assertEquals(Optional.of(Duration.ofSeconds(1)), attempts.get(1).took());
        assertEquals(Optional.empty(), attempts.get(2).end(), "it was told to stop, and has not yet");
    }

    @Test
    void of_a_job_that_was_erased_the_last_event_is_all_there_is() {
        then("completed", JobStatus.COMPLETED, 2);

        assertEquals(List.of("completed"), words());
        assertEquals(List.of(), told().attempts());
    }
}
