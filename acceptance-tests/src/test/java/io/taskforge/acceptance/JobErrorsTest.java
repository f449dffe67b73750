package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobError;
import io.taskforge.worker.engine.DraftingFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worker says why a job failed, and the api-service says what that means: on its page of errors, and to administrators. */
class JobErrorsTest {

    static Stream<JobError> errors() {
        return Stream.concat(
                Arrays.stream(DraftingFailure.Code.values())
                        .map(code -> new JobError(code.name().toLowerCase(Locale.ROOT), "", code.retryable())),
                Stream.of(JobError.GENERATION_TIMEOUT, JobError.BUDGET_EXHAUSTED));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void every_error_of_a_job_is_explained_with_whether_repeating_helps(JobError error) throws IOException {
        String note = "\n" + error.code() + ":\n  retryable: " + error.retryable() + "\n";

        assertTrue(notes().contains(note), () -> "not explained: " + error);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void so_are_the_ends_that_the_database_knows(String code) throws IOException {
        assertTrue(notes().contains("\n" + code + ":\n"), code);
    }

    static List<String> ends() {
        return List.of("worker_lost", "queue_ttl_exceeded", "cancelled_by_client", "cancelled_by_admin");
    }

    private static String notes() throws IOException {
        try (InputStream notes = JobErrorsTest.class.getResourceAsStream("/contract/job-errors.yaml")) {
            assertNotNull(notes, "the notes have moved");
            return new String(notes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
