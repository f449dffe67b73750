package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a job which is as it was is not read again, and one which is not, is. */
class JobReadingsTest {

    private static final JobProgress HALF = new JobProgress(JobProgress.Phase.DRAFTING, 50, 3, null);

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    private static JobReading read(JobId id) {
        return await(jobs.queries().reading(jobs.client(), id, Optional.empty()))
                .orElseThrow();
    }

    /** Alone, which reads it; and in company, which looks whether it is as it was: that must come to the same. */
    private static JobReading read(JobReading known) {
        JobReading alone = await(
                        jobs.queries().reading(jobs.client(), known.job().id(), Optional.of(known)))
                .orElseThrow();
        Questions company = questions(JobReadings.WORTH_A_LOOK - 1);
        company.asked();
        company.known().add(known);
        assertEquals(JobSql.UNCHANGED, company.asked().getFirst());
        JobReading inCompany = company.known().getLast();
        assertEquals(alone.versions(), inCompany.versions());
        assertEquals(alone.job(), inCompany.job());
        return alone;
    }

    private static void run(String sql, Object... values) {
        await(jobs.pool().query(sql.formatted(values)).execute());
    }

    private static JobDatabase.Fixture withCallback(JobStatus status) {
        JobDatabase.Fixture job = jobs.in(JobStatus.QUEUED);
        jobs.set(job.id(), "callback_url = 'https://client.example/{job_id}'");
        return status == JobStatus.RUNNING
                ? new JobDatabase.Fixture(job.id(), job.client(), jobs.claim(job.id()))
                : jobs.end(job, status);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "QUEUED")
    void a_job_that_is_as_it_was_is_the_same_object(JobStatus status) {
        JobReading known = read(jobs.in(status).id());

        assertSame(known, read(known));
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "COMPLETED"})
    void so_is_one_whose_callback_is_as_it_was_or_not_due_yet(JobStatus status) {
        JobReading known = read(withCallback(status).id());

        assertSame(known, read(known));
    }

    @Test
    void every_word_of_a_worker_is_heard() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);
        JobReading claimed = read(job.id());
        await(jobs.store().heartbeat(job.lease(), Optional.of(HALF)));
        JobReading further = read(claimed);
        await(jobs.store().completed(job.lease(), 1, "{}", HALF));
        JobReading completed = read(further);

        assertEquals(HALF, further.job().progress());
        assertEquals(JobStatus.COMPLETED, completed.job().status());
        assertEquals(completed.job(), read(claimed).job());
    }

    @Test
    void what_is_changed_and_changed_back_is_seen_both_times() {
        JobId id = jobs.in(JobStatus.RUNNING).id();
        JobReading known = read(id);
        jobs.set(id, "title = 'First'");
        JobReading first = read(known);
        jobs.set(id, "title = 'Ledger'");
        JobReading again = read(first);

        assertEquals("First", first.job().title());
        assertEquals("Ledger", again.job().title());
        assertEquals(known.job(), again.job());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'retrying', attempts = 1, last_status_code = 500",
                "status = 'delivered', due_at = null",
                "due_at = due_at + interval '1 minute'"
            })
    void a_callback_s_state_is_the_job_s(String assignment) {
        JobId id = withCallback(JobStatus.COMPLETED).id();
        JobReading known = read(id);
        run("update callback_delivery set %s where job_id = '%s'", assignment, id);

        JobReading now = read(known);

        assertNotSame(known, now);
        assertEquals(read(id).job(), now.job());
    }

    @Test
    void a_callback_that_becomes_due_or_goes_away_is_seen() {
        JobDatabase.Fixture job = withCallback(JobStatus.RUNNING);
        JobReading running = read(job.id());
        await(jobs.store().cancelRequested(job.client(), job.id()));
        await(jobs.store().cancelAcknowledged(job.lease()));
        JobReading cancelled = read(running);
        run("delete from callback_delivery where job_id = '%s'", job.id());

        assertEquals(CallbackState.Status.PENDING, cancelled.job().callback().status());
        assertEquals(
                CallbackState.notDue(running.job().callback().url()),
                read(cancelled).job().callback());
    }

    @Test
    void a_place_in_the_queue_is_counted_each_time() {
        try (JobDatabase quiet = new JobDatabase()) {
            JobDatabase.Fixture ahead = quiet.in(JobStatus.QUEUED);
            JobId id = quiet.in(JobStatus.QUEUED).id();
            JobReading known = await(quiet.queries().reading(quiet.client(), id, Optional.empty()))
                    .orElseThrow();
            quiet.claim(ahead.id());

            JobReading now = await(quiet.queries().reading(quiet.client(), id, Optional.of(known)))
                    .orElseThrow();

            assertEquals(1, known.job().queuePosition());
            assertEquals(0, now.job().queuePosition());
        }
    }

    @Test
    void who_knows_a_job_of_another_client_is_told_of_none() {
        JobReading known = read(jobs.in(JobStatus.COMPLETED).id());
        ClientId stranger = jobs.newClient();

        assertFalse(known.mayHoldFor(stranger, known.job().id()));
        assertTrue(await(jobs.queries().reading(stranger, known.job().id(), Optional.of(known)))
                .isEmpty());
    }

    @Test
    void a_job_that_is_gone_is_gone_for_who_knows_it_too() {
        JobReading known = read(jobs.in(JobStatus.COMPLETED).id());
        run("delete from job where id = '%s'", known.job().id());

        assertTrue(await(jobs.queries().reading(jobs.client(), known.job().id(), Optional.of(known)))
                .isEmpty());
    }

    @Test
    void a_reading_of_one_job_says_nothing_of_another_that_the_same_transaction_wrote() {
        JobId one = jobs.in(JobStatus.COMPLETED).id();
        JobId other = jobs.in(JobStatus.COMPLETED).id();
        run("update job set title = 'Both' where id in ('%s', '%s')", one, other);
        JobReading known = read(one);

        JobReading found = await(jobs.queries().reading(jobs.client(), other, Optional.of(known)))
                .orElseThrow();

        assertEquals(known.versions(), found.versions());
        assertEquals(other, found.job().id());
    }

    @Test
    void what_is_known_holds_for_half_a_minute() {
        JobReading known = read(jobs.in(JobStatus.COMPLETED).id());
        JobReading old = new JobReading(
                known.job(),
                known.versions(),
                known.asOf() - Duration.ofSeconds(31).toNanos());

        JobReading now = await(jobs.queries().reading(jobs.client(), old.job().id(), Optional.of(old)))
                .orElseThrow();

        assertNotSame(old, now);
        assertEquals(old.job(), now.job());
        assertSame(now, read(now));
    }

    @Test
    void numbers_of_transactions_are_the_same_on_both_sides_above_the_greatest_int() {
        assertTrue(jobs.one("select '4294967295'::xid = -1 as same").getBoolean("same"));
        assertEquals(-1, Integer.parseUnsignedInt("4294967295"));
    }

    private static Questions questions(int howMany) {
        List<String> asked = new ArrayList<>();
        JobQueries queries = jobs.queriesOf(sql -> {
            asked.add(sql);
            return sql;
        });
        List<JobReading> known = IntStream.range(0, howMany)
                .mapToObj(i -> read(jobs.in(JobStatus.RUNNING).id()))
                .toList();
        return new Questions(queries, asked, new ArrayList<>(known));
    }

    /** Jobs that one client asks for at the same moment, again and again. */
    private record Questions(JobQueries queries, List<String> statements, List<JobReading> known) {

        /** @return what it took */
        List<String> asked() {
            statements.clear();
            List<JobReading> now = jobs
                    .onEventLoop(
                            known,
                            each -> queries.reading(jobs.client(), each.job().id(), Optional.of(each)))
                    .stream()
                    .map(Optional::orElseThrow)
                    .toList();
            known.clear();
            known.addAll(now);
            return List.copyOf(statements);
        }
    }

    @Test
    void a_look_comes_first_while_looks_suffice() {
        Questions questions = questions(9);
        List<JobReading> known = List.copyOf(questions.known());

        assertEquals(List.of(JobSql.OF_CLIENTS), questions.asked());
        assertEquals(List.of(JobSql.UNCHANGED), questions.asked());
        assertSameAll(known, questions.known());

        jobs.set(known.get(1).job().id(), "title = 'Renamed'");
        jobs.set(known.get(4).job().id(), "title = 'Renamed'");
        assertEquals(List.of(JobSql.UNCHANGED, JobSql.OF_CLIENTS), questions.asked());
        for (int place = 0; place < known.size(); place++) {
            JobReading now = questions.known().get(place);
            assertEquals(known.get(place).job().id(), now.job().id());
            assertEquals(
                    place == 1 || place == 4 ? "Renamed" : "Ledger", now.job().title());
        }

        List<JobReading> renamed = List.copyOf(questions.known());
        assertEquals(List.of(JobSql.OF_CLIENTS), questions.asked());
        assertEquals(List.of(JobSql.UNCHANGED), questions.asked());
        assertSameAll(renamed, questions.known());
    }

    private static void assertSameAll(List<JobReading> expected, List<JobReading> actual) {
        assertEquals(expected.size(), actual.size());
        for (int place = 0; place < expected.size(); place++) {
            assertSame(expected.get(place), actual.get(place));
        }
    }

    @Test
    void a_few_are_read_at_once() {
        Questions questions = questions(JobReadings.WORTH_A_LOOK - 1);

        assertEquals(List.of(JobSql.OF_CLIENTS), questions.asked());
        assertEquals(List.of(JobSql.OF_CLIENTS), questions.asked());
    }

    @Test
    void all_are_read_at_once_when_one_is_not_known() {
        Questions questions = questions(9);
        questions.asked();
        questions.known().add(read(jobs.in(JobStatus.QUEUED).id()));
        List<JobReading> known = List.copyOf(questions.known());

        assertEquals(List.of(JobSql.OF_CLIENTS), questions.asked());
        assertSameAll(known.subList(0, 9), questions.known().subList(0, 9));
        assertEquals(known.getLast().job(), questions.known().getLast().job());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_knows_an_older_state_and_who_knows_a_newer_or_none_are_told_the_same(boolean oldestFirst) {
        JobId id = jobs.in(JobStatus.RUNNING).id();
        JobReading old = read(id);
        jobs.set(id, "title = 'Renamed'");
        JobReading now = read(old);
        List<Optional<JobReading>> known =
                new ArrayList<>(List.of(Optional.of(old), Optional.empty(), Optional.of(now)));
        if (!oldestFirst) {
            Collections.reverse(known);
        }

        List<Optional<JobReading>> found =
                jobs.onEventLoop(known, each -> jobs.queries().reading(jobs.client(), id, each));

        assertEquals(
                List.of("Renamed", "Renamed", "Renamed"),
                found.stream().map(each -> each.orElseThrow().job().title()).toList());
    }
}
