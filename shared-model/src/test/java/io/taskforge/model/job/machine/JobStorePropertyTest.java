package io.taskforge.model.job.machine;

import io.taskforge.model.job.JobDatabase;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The same sequences on a real PostgreSQL: the same laws hold, and after each step the rows are what the machine says. */
class JobStorePropertyTest {

    private static JobDatabase jobs;

    @BeforeContainer
    static void open() {
        jobs = new JobDatabase();
    }

    @AfterContainer
    static void close() {
        jobs.close();
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return Step.any(JobMachinePropertyTest.JOBS.size()).list().ofMinSize(1).ofMaxSize(40);
    }

    @AddLifecycleHook(GivenSeed.class)
    @Property(tries = 60)
    void whatever_happens_the_rows_are_what_the_machine_says(@ForAll("lives") List<Step> steps) {
        Life life = new Life(new InDatabase(jobs, JobMachinePropertyTest.JOBS), new Laws(jobs.policy()));

        life.lived(steps);

        life.ended();
    }
}
