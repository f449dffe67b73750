package io.taskforge.model.job.machine;

import java.time.Duration;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** One thing after another that happens to some jobs. */
sealed interface Step {

    /** Who says what only one worker may say. */
    enum Speaker {
        /** The worker that has the lease now. */
        HOLDER,
        /** The one that had it before. */
        FORMER,
        /** One that never had it. */
        STRANGER
    }

    /** @param job counted from 0; of no matter for a sweep, which meets all */
    record Happens(int job, Told told, Speaker speaker) implements Step {}

    /** Nothing happens for a while. */
    record TimePasses(Duration time) implements Step {}

    /** Mostly what makes sense, so that jobs get far; and time that passes leases, graces, pauses, deadlines and waits. */
    static Arbitrary<Step> any(int jobs) {
        Arbitrary<Told> told = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Told.CLAIMED)), Tuple.of(4, Arbitraries.of(Told.class)));
        Arbitrary<Speaker> speaker = Arbitraries.frequency(
                Tuple.of(6, Speaker.HOLDER), Tuple.of(1, Speaker.FORMER), Tuple.of(1, Speaker.STRANGER));
        Arbitrary<Step> happens = Combinators.combine(Arbitraries.integers().between(0, jobs - 1), told, speaker)
                .as(Happens::new);
        Arbitrary<Step> passes = Arbitraries.of(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(40),
                        Duration.ofMinutes(11),
                        Duration.ofMinutes(27),
                        Duration.ofHours(25))
                .map(TimePasses::new);
        return Arbitraries.frequencyOf(Tuple.of(5, happens), Tuple.of(1, passes));
    }

    /** @param former the token of whoever ran the job before; a stranger's if nobody did */
    static Event event(Happens step, JobState state, UUID former, UUID fresh) {
        UUID token =
                switch (step.speaker()) {
                    case HOLDER -> state.lease().map(JobState.Held::token).orElse(former);
                    case FORMER -> former;
                    case STRANGER -> StoredJobs.stranger();
                };
        return step.told().with(step.told() == Told.CLAIMED ? fresh : token);
    }
}
