package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunDurationsTest {

    private JobDatabase jobs;
    private RunDurations durations;

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
        durations = new RunDurations(jobs.pool());
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    /** @param finished in seconds before now */
    private void completed(String model, int seconds, int finished) {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);
        String options = model.isEmpty() ? "{}" : "{\"model\":\"" + model + "\"}";
        jobs.set(
                job.id(),
                "options = '%s', finished_at = now() - interval '%d s', started_at = now() - interval '%d s'"
                        .formatted(options, finished, finished + seconds));
    }

    @Test
    void without_a_completed_job_nothing_is_known() {
        jobs.in(JobStatus.FAILED);
        jobs.in(JobStatus.RUNNING);
        completed("other", 5, 1);

        assertEquals(Optional.empty(), await(durations.ofModel("mine")));
        assertEquals(Optional.empty(), await(durations.ofDefaultModel("mine")));
    }

    @Test
    void the_median_is_not_moved_by_one_slow_job() {
        completed("mine", 10, 3);
        completed("mine", 20, 2);
        completed("mine", 3_000, 1);

        assertEquals(Optional.of(Duration.ofSeconds(20)), await(durations.ofModel("mine")));
    }

    @Test
    void only_the_latest_twenty_count() {
        for (int i = 0; i < 25; i++) {
            completed("mine", i < 20 ? 60 : 5, i);
        }

        assertEquals(Optional.of(Duration.ofSeconds(60)), await(durations.ofModel("mine")));
    }

    @Test
    void the_default_model_is_the_same_named_or_not() {
        completed("mine", 10, 3);
        completed("", 20, 2);
        completed("", 30, 1);
        completed("other", 500, 1);

        assertEquals(Optional.of(Duration.ofSeconds(20)), await(durations.ofDefaultModel("mine")));
        assertEquals(Optional.of(Duration.ofSeconds(10)), await(durations.ofModel("mine")));
    }

    @Test
    void the_question_is_answered_from_an_index() {
        StringBuilder plan = new StringBuilder();
        await(jobs.pool().withConnection(connection -> connection
                        .query("set enable_seqscan = off")
                        .execute()
                        .flatMap(set -> connection
                                .preparedQuery("explain " + RunDurations.MEDIAN)
                                .execute(Tuple.of("mine", null)))))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));

        assertTrue(plan.toString().contains("job_completed_of_model"), plan::toString);
    }
}
