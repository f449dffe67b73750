package io.taskforge.worker.intake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.job.JobDatabase;
import java.util.Map;

/** A worker that drafts with a model, on a fake Ollama; its own database and broker. */
public final class ModelWorker implements QuarkusTestResourceLifecycleManager {

    private JobDatabase jobs;
    private FakeOllama fake;

    @Override
    public Map<String, String> start() {
        jobs = new JobDatabase();
        fake = FakeOllama.start();
        return Map.of(
                "taskforge.database-url",
                jobs.url(),
                "taskforge.amqp-url",
                EmbeddedBroker.shared().url(),
                "taskforge.engine",
                "model",
                "taskforge.model.url",
                fake.url().toString(),
                "taskforge.model.retry-pause",
                "0s",
                "taskforge.model.start-timeout",
                "3s",
                "taskforge.model.time-per-token",
                "0s",
                "taskforge.worker.poll",
                "200ms",
                "taskforge.presence.interval",
                "1000H");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(jobs, new TestInjector.MatchesType(JobDatabase.class));
        injector.injectIntoFields(fake, new TestInjector.MatchesType(FakeOllama.class));
    }

    @Override
    public void stop() {
        fake.close();
        jobs.close();
    }
}
