package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.ModelAnswer.Outcome;
import io.taskforge.model.job.ModelAnswer.Step;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAnswersTest {

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    private static ModelAnswers answers = jobs.answers();

    private static ModelAnswer saying(String raw) {
        return new ModelAnswer(
                Step.EXPAND,
                Optional.of("“Export”"),
                Outcome.REJECTED,
                Optional.of("no JSON object in it"),
                raw,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<KeptAnswer> of(JobDatabase.Fixture job) {
        return await(answers.of(job.id()));
    }

    @Test
    void what_was_told_is_read_again_in_its_order() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        ModelAnswer whole = new ModelAnswer(
                Step.SUMMARY,
                Optional.empty(),
                Outcome.MENDED,
                Optional.of("a code fence was taken off"),
                "```{\"summary\": \"x\"}```",
                Optional.of("{\"summary\":\"x\"}"),
                Optional.of(812L),
                Optional.of(64L),
                Optional.of(Duration.ofMillis(3_250)));

        assertEquals(2, await(answers.kept(job.lease(), List.of(saying("first"), whole))));
        assertEquals(1, await(answers.kept(job.lease(), List.of(saying("third")))));

        List<KeptAnswer> kept = of(job);
        assertEquals(List.of(1, 2, 3), kept.stream().map(KeptAnswer::number).toList());
        assertEquals(saying("first"), kept.get(0).answer());
        assertEquals(whole, kept.get(1).answer());
        assertEquals(1, kept.get(2).attempt());
        assertFalse(kept.get(2).cut());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"RUNNING", "CANCELLING"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoever_does_not_hold_the_job_writes_nothing(JobStatus status) {
        JobDatabase.Fixture job = jobs.in(status);

        assertEquals(0, await(answers.kept(job.lease(), List.of(saying("late")))));
        assertEquals(List.of(), of(job));
    }

    @Test
    void a_lost_lease_writes_nothing() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);

        assertEquals(0, await(answers.kept(new Lease(job.id(), UUID.randomUUID()), List.of(saying("another's")))));
        assertEquals(List.of(), of(job));
    }

    @Test
    void a_second_run_goes_on_counting() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        await(answers.kept(job.lease(), List.of(saying("first run"))));
        await(jobs.store().handedBack(job.lease()));
        Lease second = jobs.claim(job.id());

        await(answers.kept(second, List.of(saying("second run"))));

        assertEquals(List.of(1, 2), of(job).stream().map(KeptAnswer::attempt).toList());
        assertEquals(List.of(1, 2), of(job).stream().map(KeptAnswer::number).toList());
    }

    @Test
    void a_job_keeps_no_more_than_a_hundred() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);

        assertEquals(60, await(answers.kept(job.lease(), Collections.nCopies(60, saying("x")))));
        assertEquals(40, await(answers.kept(job.lease(), Collections.nCopies(60, saying("x")))));
        assertEquals(0, await(answers.kept(job.lease(), List.of(saying("x")))));
        assertEquals(100, of(job).size());
    }

    @Test
    void a_job_keeps_no_more_than_a_mebibyte() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        ModelAnswer long64k = saying("x".repeat(64 << 10));

        assertEquals(10, await(answers.kept(job.lease(), Collections.nCopies(10, long64k))));
        assertEquals(6, await(answers.kept(job.lease(), Collections.nCopies(10, long64k))));
        assertEquals(0, await(answers.kept(job.lease(), List.of(saying("x")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "語", "😀"})
    void a_longer_answer_is_cut_between_two_characters_and_says_so(String character) {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);

        await(answers.kept(job.lease(), List.of(saying("a" + character.repeat(64 << 10)))));

        KeptAnswer kept = of(job).getFirst();
        assertTrue(kept.cut());
        int bytes = kept.answer().raw().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 64 << 10 && bytes > (64 << 10) - 4, () -> "kept " + bytes);
        assertTrue(kept.answer().raw().endsWith(character));
    }

    @Test
    void what_no_database_can_hold_is_left_out() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);

        await(answers.kept(job.lease(), List.of(saying("a\0b\uD83Dc\uDE00d😀"))));

        assertEquals("abcd😀", of(job).getFirst().answer().raw());
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "events", "record"})
    void they_go_with_the_specification_the_events_and_the_job(String what) {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        await(answers.kept(job.lease(), List.of(saying("quotes the specification"))));
        await(jobs.store().failed(job.lease(), new JobError("internal_error", "broken on purpose", false), false));
        assertEquals(1, of(job).size());
        jobs.set(job.id(), "finished_at = now() - interval '91 days'");

        Supplier<Integer> erase = () -> await(
                switch (what) {
                    case "input" -> jobs.retention().inputTimesPassed(10_000);
                    case "events" -> jobs.retention().eventTimesPassed(10_000);
                    default -> jobs.retention().recordTimesPassed(10_000);
                });

        assertTrue(erase.get() > 0);
        assertEquals(List.of(), of(job));
    }

    @Test
    void the_statement_is_short_enough_to_be_cached_as_prepared() {
        assertTrue(ModelAnswers.KEPT.length() < 2_048, () -> "" + ModelAnswers.KEPT.length());
    }
}
