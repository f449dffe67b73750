package io.taskforge.worker.intake;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** How it is with slots, rings and looks, as metrics. */
@Startup
@Singleton
class IntakeGauges {

    private final MeterRegistry meters;
    private final Intake intake;

    IntakeGauges(MeterRegistry meters, Intake intake, LastLook lastLook) {
        this.meters = meters;
        this.intake = intake;
        slots("busy", standing -> standing.busy());
        slots("free", standing -> standing.slots() - standing.busy());
        rings("answered", Intake.Rings::answered);
        rings("idle", Intake.Rings::idle);
        rings("lost", Intake.Rings::lost);
        rings("foreign", Intake.Rings::foreign);
        Gauge.builder(
                        "taskforge.broker.connected",
                        intake,
                        each -> each.standing().listening() ? 1 : 0)
                .description("Whether the broker is there: to a worker, whether its line to it is open.")
                .register(meters);
        Gauge.builder("taskforge.look.age", lastLook, last -> last.ago().toMillis() / 1_000.0)
                .description("How long ago this worker last came round to looking for jobs.")
                .baseUnit("seconds")
                .register(meters);
    }

    private void slots(String state, ToDoubleFunction<Intake.Standing> count) {
        Gauge.builder("taskforge.slots", intake, each -> count.applyAsDouble(each.standing()))
                .description("Slots of this worker, by whether they run a job.")
                .tag("state", state)
                .register(meters);
    }

    private void rings(String outcome, ToDoubleFunction<Intake.Rings> count) {
        FunctionCounter.builder("taskforge.rings", intake, each -> count.applyAsDouble(each.rings()))
                .description("Rings of the broker, by what came of them; a lost one was due and did not come.")
                .tag("outcome", outcome)
                .register(meters);
    }
}
