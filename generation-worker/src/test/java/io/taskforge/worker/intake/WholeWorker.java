package io.taskforge.worker.intake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.model.job.JobDatabase;
import java.util.Map;

/** The worker's own PostgreSQL database and broker; it never looks for jobs itself, so that only a ring can start one. */
public final class WholeWorker implements QuarkusTestResourceLifecycleManager {

    private JobDatabase jobs;

    @Override
    public Map<String, String> start() {
        jobs = new JobDatabase();
        return Map.of(
                "taskforge.database-url",
                jobs.url(),
                "taskforge.amqp-url",
                EmbeddedBroker.shared().url(),
                "taskforge.engine",
                "rules",
                "taskforge.worker.poll",
                "1000H");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(jobs, new TestInjector.MatchesType(JobDatabase.class));
    }

    @Override
    public void stop() {
        jobs.close();
    }
}
