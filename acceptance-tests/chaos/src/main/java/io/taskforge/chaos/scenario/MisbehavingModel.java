package io.taskforge.chaos.scenario;

import io.taskforge.chaos.client.SinkMode;
import io.taskforge.chaos.world.World;
import io.taskforge.chaos.world.WorldPlan;
import io.taskforge.fakeollama.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model's server does everything that model servers do wrong, and receivers of callbacks what receivers do. */
public final class MisbehavingModel implements Scenario {

    /** All that is not an answer, or not a good one. Those that hang are let go from time to time. */
    private static final List<String> MODES = List.of(
            "alphabetical",
            "ignore-schema",
            "say:No.",
            "empty",
            "loop",
            "think",
            "fence",
            "nul",
            "cut",
            "cut:6",
            "thinks",
            "thinks-only",
            "slow:20",
            "late:3000",
            "hang-before-headers",
            "hang-mid-body",
            "500",
            "500-load",
            "500-load-timeout",
            "500-repeat",
            "503",
            "503:1",
            "499",
            "400",
            "401",
            "403",
            "404",
            "302",
            "too-long",
            "too-long:4000",
            "too-long-flat",
            "garbage",
            "oversized",
            "error-in-body",
            "done-false",
            "no-metrics",
            "ignore-truncate",
            "drop",
            "content-filter",
            "error-mid-stream",
            "malformed-line",
            "end-without-done");

    /** One call in five goes wrong. */
    private static final int WRONG_ONE_IN = 5;

    /** More than a job makes in all its attempts. */
    private static final int CALLS_A_JOB = 12;

    /** Shorter than usual, so that what hangs is given up within the scenario. */
    private static final Map<String, String> SHORT_TIMES = Map.of(
            "TASKFORGE_MODEL_START_TIMEOUT", "5s",
            "TASKFORGE_MODEL_IDLE_TIMEOUT", "3s",
            "TASKFORGE_MODEL_TIME_PER_TOKEN", "5ms");

    @Override
    public String id() {
        return "C6";
    }

    @Override
    public String title() {
        return "model and receivers misbehave in every way";
    }

    @Override
    public WorldPlan world() {
        WorldPlan plan = WorldPlan.USUAL;
        for (Map.Entry<String, String> time : SHORT_TIMES.entrySet()) {
            plan = plan.withWorkers(time.getKey(), time.getValue());
        }
        return plan;
    }

    @Override
    public void run(Run run) throws Exception {
        run.expected()
                .failing(
                        "model_unavailable",
                        "model_not_found",
                        "model_output_invalid",
                        "model_output_truncated",
                        "context_length_exceeded",
                        "generation_timeout",
                        "content_filtered",
                        // The answer 400 to a request that is right: the product cannot tell it from a request that is
                        // not.
                        "internal_error");
        World world = run.world();
        SinkMode[] receivers = SinkMode.values();
        run.load()
                .callingBack(number -> number % 3 == 0
                        ? Optional.of(world.sink().url(receivers[number / 3 % receivers.length]))
                        : Optional.empty());
        Behaviour[] calls = new Behaviour[run.jobs() * CALLS_A_JOB];
        for (int i = 0; i < calls.length; i++) {
            boolean wrong = run.random().nextInt(WRONG_ONE_IN) == 0;
            calls[i] = wrong ? Behaviour.parse(MODES.get(run.random().nextInt(MODES.size()))) : Behaviour.OBEY;
        }
        // Each at least once, also in a run of few jobs.
        for (int i = 0; i < MODES.size() && i * 2 + 1 < calls.length; i++) {
            calls[i * 2 + 1] = Behaviour.parse(MODES.get(i));
        }
        world.model().next(calls);
        run.load().submitting(run.jobs(), run.shortened(Duration.ofSeconds(60))).join();
    }
}
