package io.taskforge.worker.intake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import java.util.HashMap;
import java.util.Map;

/** As {@link WholeWorker}, but drafting with a model that does what a test tells it to. */
public final class SlowModel implements QuarkusTestResourceLifecycleManager {

    private final WholeWorker worker = new WholeWorker();
    private FakeOllama ollama;

    @Override
    public Map<String, String> start() {
        ollama = FakeOllama.start(0, Behaviour.OBEY, 1);
        Map<String, String> settings = new HashMap<>(worker.start());
        settings.put("taskforge.engine", "model");
        settings.put("taskforge.model.url", ollama.url().toString());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        worker.inject(injector);
        injector.injectIntoFields(ollama, new TestInjector.MatchesType(FakeOllama.class));
    }

    @Override
    public void stop() {
        ollama.close();
        worker.stop();
    }
}
