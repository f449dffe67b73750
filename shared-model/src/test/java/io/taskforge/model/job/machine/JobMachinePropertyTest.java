package io.taskforge.model.job.machine;

import io.taskforge.model.job.DefaultJobPolicy;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.machine.JobState.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Sequences of events drawn at random, several jobs at a time, in the machine alone. The report prints the seed. */
class JobMachinePropertyTest {

    /** As most jobs are, and one whose request sets its own terms. */
    static final List<Terms> JOBS =
            List.of(Terms.NONE, new Terms(Optional.of(2), Optional.of(Duration.ofMinutes(10))), Terms.NONE);

    private final JobPolicy policy = new DefaultJobPolicy();

    @Provide
    Arbitrary<List<Step>> lives() {
        return Step.any(JOBS.size()).list().ofMinSize(1).ofMaxSize(60);
    }

    @AddLifecycleHook(GivenSeed.class)
    @Property(tries = 5_000)
    void whatever_happens_the_laws_hold_and_every_job_ends(@ForAll("lives") List<Step> steps) {
        Life life = new Life(new InMemory(policy, JOBS), new Laws(policy));

        life.lived(steps);

        life.ended();
    }
}
