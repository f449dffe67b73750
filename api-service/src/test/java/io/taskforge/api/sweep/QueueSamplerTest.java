package io.taskforge.api.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.model.job.JobStatus;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class QueueSamplerTest {

    @Inject
    QueueSampler sampler;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    Pool pool;

    @BeforeEach
    void forget() {
        execute("delete from queue_sample");
    }

    private void execute(String sql) {
        Jobs.await(pool.query(sql).execute());
    }

    @Test
    void whoever_comes_first_in_a_minute_takes_its_sample() {
        jobs.in(JobStatus.QUEUED, clients.withEveryScope().id());
        // Whether the service's own round was quicker is the same.
        forget();

        Jobs.await(sampler.sample());

        assertTrue(jobs.count("select max(queued) from queue_sample") > 0);
    }

    @Test
    void a_sample_that_cannot_be_taken_stops_nothing() {
        execute("alter table queue_sample rename to hidden");
        try {
            Jobs.await(sampler.sample());
            Jobs.await(sampler.sample());
        } finally {
            execute("alter table hidden rename to queue_sample");
        }

        Jobs.await(sampler.sample());

        assertEquals(1, jobs.count("select least(1, count(*)) from queue_sample"));
    }
}
