package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that build on an earlier one. */
class BaseJobsTest {

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void only_a_completed_job_can_be_built_on(JobStatus status) {
        JobId id = jobs.in(status).id();

        assertEquals(status == JobStatus.COMPLETED, await(jobs.queries().canBeBuiltOn(jobs.client(), id)));
    }

    @Test
    void a_job_of_another_client_cannot_be_built_on() {
        JobId id = jobs.in(JobStatus.COMPLETED).id();

        assertFalse(await(jobs.queries().canBeBuiltOn(jobs.newClient(), id)));
    }

    @Test
    void a_job_that_nobody_knows_cannot_be_built_on() {
        assertFalse(await(jobs.queries().canBeBuiltOn(jobs.client(), new JobId(UUID.randomUUID()))));
    }

    @Test
    void a_result_whose_time_is_up_cannot_be_built_on_although_nobody_swept_it_away() {
        JobId id = jobs.in(JobStatus.COMPLETED).id();
        outlived(id);

        assertFalse(await(jobs.queries().canBeBuiltOn(jobs.client(), id)));
    }

    @Test
    void a_claim_says_what_the_job_builds_on() {
        JobId base = jobs.in(JobStatus.COMPLETED).id();
        JobId job = submitted(jobs.newJob().on(base));

        ClaimedJob claimed = await(jobs.store().claimed(job, "w")).orElseThrow();

        assertEquals(Optional.of(base), claimed.base());
        BaseJob found = base(job).orElseThrow();
        assertEquals(base, found.id());
        assertEquals("{}", found.result());
        assertEquals(claimed.spec(), found.spec().orElseThrow());
        assertEquals(claimed.spec().options(), found.options());
    }

    @Test
    void a_base_can_be_built_on_when_its_text_has_been_erased_before_its_result() {
        JobId base = jobs.in(JobStatus.COMPLETED).id();
        JobId job = submitted(jobs.newJob().on(base));
        await(jobs.pool()
                .query("update job set finished_at = now() - interval '8 days' where id = '" + base + "'")
                .execute());
        await(jobs.retention().inputTimesPassed(1_000));

        BaseJob found = base(job).orElseThrow();

        assertEquals(Optional.empty(), found.spec());
        assertEquals("{}", found.result());
    }

    @Test
    void a_job_of_its_own_builds_on_nothing() {
        JobId job = submitted(jobs.newJob());

        assertEquals(
                Optional.empty(),
                await(jobs.store().claimed(job, "w")).orElseThrow().base());
        assertEquals(Optional.empty(), base(job));
    }

    @Test
    void submissions_that_are_stored_together_keep_their_bases_apart() {
        JobId base = jobs.in(JobStatus.COMPLETED).id();
        List<NewJob> asked = List.of(jobs.newJob(), jobs.newJob().on(base), jobs.newJob());

        List<SubmitOutcome> outcomes = await(Uni.join()
                .all(asked.stream().map(job -> jobs.store().submitted(job)).toList())
                .andFailFast());

        List<Optional<JobId>> bases = outcomes.stream()
                .map(outcome -> ((SubmitOutcome.Accepted) outcome).job())
                .map(job -> await(jobs.queries().jobWithInput(jobs.client(), job.id()))
                        .orElseThrow()
                        .base())
                .toList();
        assertEquals(List.of(Optional.empty(), Optional.of(base), Optional.empty()), bases);
    }

    @Test
    void a_base_that_is_gone_is_gone_and_its_job_still_says_what_it_was() {
        JobId base = jobs.in(JobStatus.COMPLETED).id();
        JobId job = submitted(jobs.newJob().on(base));
        outlived(base);
        await(jobs.retention().resultTimesPassed(1_000));

        assertEquals(Optional.empty(), base(job));
        assertEquals(
                Optional.of(base),
                await(jobs.queries().jobWithInput(jobs.client(), job))
                        .orElseThrow()
                        .base());
    }

    @Test
    void a_base_of_another_client_is_never_read_however_it_got_there() {
        JobId base = jobs.in(JobStatus.COMPLETED).id();
        NewJob theirs = jobs.newJob(jobs.newClient(), JobLimits.NONE).on(base);

        assertEquals(Optional.empty(), base(submitted(theirs)));
        assertTrue(await(jobs.queries().canBeBuiltOn(jobs.client(), base)));
    }

    private static JobId submitted(NewJob job) {
        return ((SubmitOutcome.Accepted) await(jobs.store().submitted(job)))
                .job()
                .id();
    }

    private static Optional<BaseJob> base(JobId job) {
        return await(jobs.store().baseOf(job));
    }

    private static void outlived(JobId id) {
        await(jobs.pool()
                .query("update job_result set expires_at = now() - interval '1 second' where job_id = '" + id + "'")
                .execute());
    }
}
