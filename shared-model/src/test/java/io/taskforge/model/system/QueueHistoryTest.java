package io.taskforge.model.system;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobStatus;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueHistoryTest {

    private JobDatabase jobs;
    private QueueHistory history;

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
        history = new QueueHistory(jobs.pool(), new DefaultHistoryPolicy());
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private void run(String sql) {
        await(jobs.pool().query(sql).execute());
    }

    /** What is about one minute is tried again, on another database, when a minute ended on the way. */
    private void withinOneMinute(Runnable test) {
        Object minute = minute();
        try {
            test.run();
        } catch (AssertionError failure) {
            if (minute.equals(minute())) {
                throw failure;
            }
            close();
            open();
            test.run();
        }
    }

    private Object minute() {
        return jobs.one("select date_trunc('minute', now()) as minute").getOffsetDateTime("minute");
    }

    /** So that a test that begins as a minute ends does not see two of them. */
    private void inTheLastMinute(JobDatabase.Fixture job) {
        jobs.set(job.id(), "finished_at = date_trunc('minute', now()) - interval '1 second'");
    }

    private Row sample() {
        return jobs.one("select * from queue_sample order by at desc limit 1");
    }

    @Test
    void a_sample_counts_what_waits_now_and_what_ended_in_the_minute_before() {
        withinOneMinute(() -> {
            JobDatabase.Fixture oldest = jobs.in(JobStatus.QUEUED);
            jobs.in(JobStatus.QUEUED);
            jobs.set(oldest.id(), "created_at = now() - interval '90 seconds'");
            jobs.in(JobStatus.RUNNING);
            jobs.in(JobStatus.CANCELLING);
            inTheLastMinute(jobs.in(JobStatus.COMPLETED));
            inTheLastMinute(jobs.in(JobStatus.COMPLETED));
            inTheLastMinute(jobs.in(JobStatus.FAILED));
            inTheLastMinute(jobs.in(JobStatus.EXPIRED));
            inTheLastMinute(jobs.in(JobStatus.CANCELLED));
            jobs.set(
                    jobs.in(JobStatus.COMPLETED).id(),
                    "finished_at = date_trunc('minute', now()) - interval '61 seconds'");

            assertTrue(await(history.sampled()));

            Row sample = sample();
            assertEquals(2, sample.getInteger("queued"));
            assertEquals(2, sample.getInteger("running"));
            long oldestMs = sample.getLong("oldest_queued_ms");
            assertTrue(oldestMs >= 90_000 && oldestMs < 120_000, () -> "" + oldestMs);
            assertEquals(2, sample.getInteger("completed"));
            assertEquals(2, sample.getInteger("failed"));
            assertEquals(0, sample.getInteger("lease_lost"));
            assertEquals(0, sample.getOffsetDateTime("at").getSecond());
        });
    }

    @Test
    void where_nothing_waits_nothing_is_old() {
        await(history.sampled());

        Row sample = sample();
        assertEquals(0, sample.getInteger("queued"));
        assertEquals(null, sample.getLong("oldest_queued_ms"));
        assertEquals(0, sample.getInteger("outbox_waiting"));
        assertEquals(null, sample.getLong("outbox_oldest_ms"));
    }

    @Test
    void a_message_waits_from_when_it_is_due_until_it_is_on_its_way() {
        for (int i = 0; i < 4; i++) {
            jobs.in(JobStatus.QUEUED);
        }
        run("""
                with numbered as (select id, row_number() over (order by id) as nth from outbox)
                update outbox set
                  due_at = now() - case nth when 1 then interval '-1 hour' else interval '70 seconds' end,
                  created_at = now() - interval '10 minutes',
                  claimed_until = case nth when 2 then now() + interval '1 minute' end
                from numbered where numbered.id = outbox.id""");

        await(history.sampled());

        assertEquals(2, sample().getInteger("outbox_waiting"));
        long oldest = sample().getLong("outbox_oldest_ms");
        assertTrue(oldest >= 70_000 && oldest < 100_000, () -> "" + oldest);
    }

    @Test
    void a_lease_that_ran_out_is_counted_by_the_sweep_that_finds_it() {
        withinOneMinute(() -> {
            for (int i = 0; i < 3; i++) {
                jobs.set(jobs.in(JobStatus.RUNNING).id(), "lease_until = now() - interval '1 second'");
            }
            await(jobs.store().leasesExpired(2));
            await(jobs.store().leasesExpired(2));
            await(jobs.store().leasesExpired(2));
            // As if it were a minute later.
            run("with l as (delete from lease_loss returning lost) insert into lease_loss (at, lost)"
                    + " select date_trunc('minute', now()) - interval '1 minute', sum(lost) from l");

            await(history.sampled());

            assertEquals(3, sample().getInteger("lease_lost"));
        });
    }

    @Test
    void a_minute_has_one_sample_however_many_ask() {
        List<Boolean> taken = JobDatabase.inParallel(12, history::sampled);

        long rows = jobs.one("select count(*) as n from queue_sample").getLong("n");
        assertEquals(rows, taken.stream().filter(won -> won).count());
        assertTrue(rows == 1 || rows == 2, "a minute may have passed meanwhile");
    }

    @Test
    void whoever_comes_second_counts_nothing() {
        run(
                "insert into queue_sample select date_trunc('minute', now()) + i * interval '1 minute', 1, 1, 1, 1, 1, 1, 1, 1"
                        + " from generate_series(0, 1) i");
        StringBuilder plan = new StringBuilder();

        await(jobs.pool()
                        .query("explain (analyze, timing off) " + QueueHistory.SAMPLED)
                        .execute())
                .forEach(row -> plan.append(row.getString(0)).append('\n'));

        for (String line : plan.toString().lines().toList()) {
            if (line.contains(" on job") || line.contains(" on lease_loss") || line.contains(" on outbox")) {
                assertTrue(line.contains("never executed"), plan::toString);
            }
        }
    }

    private void samples(int minutes) {
        run(
                "insert into queue_sample select date_trunc('minute', now()) - i * interval '1 minute', i, 2, null, 3, 1, 0, 0, null"
                        + " from generate_series(0, " + (minutes - 1) + ") i");
    }

    @Test
    void the_last_hours_are_told_minute_by_minute() {
        withinOneMinute(() -> {
            samples(400);

            List<QueueSample> last = await(history.last(Duration.ofHours(2)));

            assertEquals(120, last.size());
            assertEquals(0, last.getLast().queued());
            assertEquals(119, last.getFirst().queued());
            assertTrue(last.stream().allMatch(sample -> sample.minutes() == 1 && sample.completed() == 3));
            assertEquals(Optional.empty(), last.getFirst().oldestQueued());
        });
    }

    @ParameterizedTest
    @CsvSource({"24", "72", "336", "8760"})
    void more_hours_are_no_more_points_and_lose_neither_a_job_nor_a_peak(int hours) {
        withinOneMinute(() -> {
            samples(14 * 1_440);
            int minutes = Math.min(hours * 60, 14 * 1_440);

            List<QueueSample> last = await(history.last(Duration.ofHours(hours)));

            assertTrue(last.size() <= QueueHistory.POINTS_AT_MOST, () -> "" + last.size());
            assertEquals(minutes, last.stream().mapToInt(QueueSample::minutes).sum());
            assertEquals(
                    3 * minutes, last.stream().mapToInt(QueueSample::completed).sum());
            assertEquals(
                    minutes - 1,
                    last.stream().mapToInt(QueueSample::queued).max().orElseThrow());
        });
    }

    @Test
    void samples_are_kept_for_two_weeks() {
        samples(14 * 1_440 + 10);
        run("insert into lease_loss values (now() - interval '15 days', 1), (now(), 1)");

        int forgotten = await(history.forgotten(500));

        assertTrue(forgotten >= 8 && forgotten <= 10, () -> "" + forgotten);
        assertEquals(1, jobs.one("select count(*) as n from lease_loss").getLong("n"));
    }

    @Test
    void every_statement_is_short_enough_to_be_cached_as_prepared() {
        for (String sql : List.of(QueueHistory.SAMPLED, QueueHistory.LAST, QueueHistory.FORGOTTEN)) {
            assertTrue(sql.length() < 2_048, () -> "" + sql.length());
        }
    }
}
