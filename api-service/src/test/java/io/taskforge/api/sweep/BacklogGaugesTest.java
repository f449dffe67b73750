package io.taskforge.api.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.Metrics;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.operations.Scrape;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class BacklogGaugesTest {

    @Inject
    BacklogGauges gauges;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    Sweeper sweeper;

    @Inject
    Metrics metrics;

    private Scrape looked() {
        Jobs.await(gauges.look());
        return metrics.scraped();
    }

    private static double jobs(Scrape scraped, String status) {
        return scraped.value("taskforge_jobs", Map.of("status", status));
    }

    @Test
    void jobs_that_wait_and_run_are_told_by_their_status() {
        ClientWithKey client = clients.withEveryScope();
        Scrape before = looked();

        jobs.in(JobStatus.QUEUED, client.id());
        jobs.in(JobStatus.RUNNING, client.id());
        jobs.in(JobStatus.COMPLETED, client.id());

        Scrape after = looked();
        assertEquals(jobs(before, "queued") + 1, jobs(after, "queued"));
        assertEquals(jobs(before, "running") + 1, jobs(after, "running"));
    }

    @Test
    void the_age_of_the_queue_is_that_of_the_next_job() {
        jobs.in(JobStatus.QUEUED, clients.withEveryScope().id());
        clients.one(
                "update job set available_at = now() - interval '3 hours' where status = 'queued' returning id",
                Tuple.tuple());

        double age = looked().value("taskforge_queue_oldest_seconds", Map.of());

        assertTrue(age >= 3 * 3_600, () -> "age " + age);
    }

    @Test
    void a_worker_that_fell_silent_is_counted() {
        String lost = jobs.in(JobStatus.RUNNING, clients.withEveryScope().id());
        jobs.change(lost, "lease_until = now() - interval '1 minute'");
        Map<String, String> expired = Map.of("reason", "lease_expired");
        double before = metrics.scraped().value("taskforge_swept_jobs_total", expired);

        Jobs.await(sweeper.sweep());

        assertTrue(metrics.scraped().value("taskforge_swept_jobs_total", expired) > before);
    }
}
