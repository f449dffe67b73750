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

/** The worker says why a job failed, and the api-service's page says what that means. */
class JobErrorsTest {

    static Stream<JobError> errors() {
        return Stream.concat(
                Arrays.stream(DraftingFailure.Code.values())
                        .map(code -> new JobError(code.name().toLowerCase(Locale.ROOT), "", code.retryable())),
                Stream.of(JobError.GENERATION_TIMEOUT, JobError.BUDGET_EXHAUSTED));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void every_error_of_a_job_is_on_the_page_with_whether_repeating_helps(JobError error) throws IOException {
        String row = "<tr><td><code>" + error.code() + "</code></td><td>" + (error.retryable() ? "yes" : "no");

        assertTrue(page().contains(row), () -> "not on the page: " + error);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void so_are_the_ends_that_the_database_knows(String code) throws IOException {
        assertTrue(page().contains("<tr><td><code>" + code + "</code></td>"), code);
    }

    static List<String> ends() {
        return List.of("worker_lost", "queue_ttl_exceeded", "cancelled_by_client");
    }

    private static String page() throws IOException {
        try (InputStream page = JobErrorsTest.class.getResourceAsStream("/templates/docs/errors.html")) {
            assertNotNull(page, "the page has moved");
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
