package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.model.job.CallbackAttempt.Outcome;
import io.taskforge.model.job.CallbackState.Status;
import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbackDeliveriesTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final CallbackAttempt ARRIVED = new CallbackAttempt(Outcome.DELIVERED, 204, Duration.ofMillis(7));
    private static final CallbackAttempt REFUSED = new CallbackAttempt(Outcome.HTTP_STATUS, 500, Duration.ofMillis(9));

    private JobDatabase jobs;
    private CallbackDeliveries callbacks;

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
        callbacks = new CallbackDeliveries(jobs.pool(), new JobRows(new ObjectMapper()), jobs.queries());
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private JobId ended(JobStatus how) {
        JobDatabase.Fixture job = waiting();
        jobs.end(job, how);
        return job.id();
    }

    private JobDatabase.Fixture waiting() {
        JobDatabase.Fixture job = jobs.in(JobStatus.QUEUED);
        jobs.set(job.id(), "callback_url = 'https://client.example/{job_id}'");
        return job;
    }

    private Optional<DueCallback> lease() {
        return await(callbacks.leased(LEASE, List.of()));
    }

    private DueCallback leased() {
        return lease().orElseThrow();
    }

    private Row row(JobId job) {
        return jobs.one("select * from callback_delivery where job_id = '" + job + "'");
    }

    private void set(JobId job, String assignment) {
        await(jobs.pool()
                .query("update callback_delivery set " + assignment + " where job_id = '" + job + "'")
                .execute());
    }

    private CallbackState state(JobId job) {
        return await(jobs.queries().job(jobs.client(), job)).orElseThrow().callback();
    }

    @Test
    void a_due_callback_brings_what_an_attempt_needs() {
        JobId job = ended(JobStatus.FAILED);
        await(jobs.pool()
                .query("update client set callback_hosts = '{client.example}', webhook_secret = '\\x0102',"
                        + " webhook_secret_before = '\\x03', webhook_secret_rotated_at = now() - interval '23 hours'")
                .execute());

        DueCallback due = leased();

        assertEquals(job, due.job().id());
        assertEquals(JobStatus.FAILED, due.job().status());
        assertEquals("internal_error", due.job().error().code());
        assertEquals("https://client.example/{job_id}", due.job().callback().url());
        assertTrue(due.webhookId().matches("msg_[0-9a-f]{32}"), due.webhookId());
        assertEquals(0, due.attemptsBefore());
        assertArrayEquals(new byte[] {1, 2}, due.secret().orElseThrow());
        assertArrayEquals(new byte[] {3}, due.secretBefore().orElseThrow());
        assertEquals(List.of("client.example"), due.hosts().orElseThrow());
    }

    @Test
    void a_replaced_secret_signs_for_a_day_and_no_longer() {
        ended(JobStatus.COMPLETED);
        await(jobs.pool()
                .query("update client set webhook_secret = '\\x01', webhook_secret_before = '\\x03',"
                        + " webhook_secret_rotated_at = now() - interval '25 hours'")
                .execute());

        assertTrue(leased().secretBefore().isEmpty());
    }

    @Test
    void many_replicas_never_hold_the_same_callback() {
        for (int i = 0; i < 10; i++) {
            ended(JobStatus.CANCELLED);
        }

        List<Optional<DueCallback>> taken = JobDatabase.inParallel(20, () -> callbacks.leased(LEASE, List.of()));

        assertEquals(10, taken.stream().flatMap(Optional::stream).count());
        assertEquals(
                10,
                taken.stream()
                        .flatMap(Optional::stream)
                        .map(due -> due.job().id())
                        .distinct()
                        .count());
    }

    @Test
    void a_callback_comes_when_its_time_has_come_and_the_longest_due_first() {
        JobId later = ended(JobStatus.COMPLETED);
        JobId earlier = ended(JobStatus.COMPLETED);
        JobId tomorrow = ended(JobStatus.COMPLETED);
        set(later, "due_at = now() - interval '1 minute'");
        set(earlier, "due_at = now() - interval '2 minutes'");
        set(tomorrow, "due_at = now() + interval '1 day'");

        assertEquals(earlier, leased().job().id());
        assertEquals(later, leased().job().id());
        assertTrue(lease().isEmpty());
    }

    @Test
    void callbacks_of_a_client_that_has_enough_under_way_wait() {
        ended(JobStatus.COMPLETED);

        assertTrue(await(callbacks.leased(LEASE, List.of(jobs.newClient(), jobs.client())))
                .isEmpty());
        assertTrue(await(callbacks.leased(LEASE, List.of(jobs.newClient()))).isPresent());
    }

    @Test
    void the_lease_of_a_dead_replica_comes_back_and_its_late_word_counts_for_nothing() {
        JobId job = ended(JobStatus.COMPLETED);
        DueCallback lost = leased();
        assertTrue(lease().isEmpty());
        set(job, "claimed_until = now() - interval '1 second'");

        DueCallback again = leased();

        assertEquals(lost.webhookId(), again.webhookId());
        assertEquals(0, again.attemptsBefore());
        assertNotEquals(lost.claim(), again.claim());
        assertFalse(await(callbacks.givenUp(lost, REFUSED)));
        assertTrue(await(callbacks.delivered(again, ARRIVED)));
        assertEquals(Status.DELIVERED, state(job).status());
        assertEquals(1, attempts(job));
    }

    private long attempts(JobId job) {
        return jobs.one("select count(*) as n from callback_attempt where job_id = '" + job + "'")
                .getLong("n");
    }

    @Test
    void a_delivered_callback_is_done_and_logged() {
        JobId job = ended(JobStatus.COMPLETED);
        DueCallback due = leased();

        assertTrue(await(callbacks.delivered(due, ARRIVED)));
        assertFalse(await(callbacks.delivered(due, ARRIVED)), "the lease ends with the attempt");

        CallbackState delivered = state(job);
        assertEquals(Status.DELIVERED, delivered.status());
        assertEquals(1, delivered.attempts());
        assertEquals(204, delivered.lastStatusCode());
        assertEquals(due.leasedAt(), delivered.lastAttemptAt());
        assertNull(delivered.nextAttemptAt());
        Row logged = jobs.one("select * from callback_attempt where job_id = '" + job + "'");
        assertEquals("delivered", logged.getString("outcome"));
        assertEquals(204, logged.getInteger("status_code"));
        assertEquals(7, logged.getInteger("duration_ms"));
        assertEquals(due.leasedAt(), logged.getOffsetDateTime("at").toInstant());
        assertTrue(lease().isEmpty());
    }

    @Test
    void a_failed_attempt_is_followed_by_another_when_its_pause_is_over() {
        JobId job = ended(JobStatus.COMPLETED);

        assertTrue(await(callbacks.failedFor(Duration.ofMinutes(5), leased(), REFUSED)));

        assertEquals(Status.RETRYING, state(job).status());
        assertEquals(
                300,
                jobs.one("select round(extract(epoch from due_at - now()))::int as s from callback_delivery")
                        .getInteger("s"),
                5);
        assertTrue(lease().isEmpty());
        set(job, "due_at = now()");
        assertEquals(1, leased().attemptsBefore());
    }

    @Test
    void a_callback_that_is_given_up_or_disabled_is_not_tried_again() {
        JobId given = ended(JobStatus.EXPIRED);
        await(callbacks.givenUp(leased(), new CallbackAttempt(Outcome.TIMEOUT, null, Duration.ZERO)));
        JobId gone = ended(JobStatus.EXPIRED);
        await(callbacks.disabled(leased(), new CallbackAttempt(Outcome.HTTP_STATUS, 410, Duration.ZERO)));

        assertEquals(Status.FAILED, state(given).status());
        assertNull(state(given).lastStatusCode());
        assertEquals(Status.DISABLED, state(gone).status());
        assertEquals(410, state(gone).lastStatusCode());
        assertTrue(lease().isEmpty());
    }

    @Test
    void a_redelivery_begins_the_schedule_anew_under_the_same_id() {
        JobId job = ended(JobStatus.COMPLETED);
        DueCallback first = leased();
        await(callbacks.givenUp(first, REFUSED));

        var due = assertInstanceOf(RedeliveryOutcome.Due.class, await(callbacks.redeliveryAsked(jobs.client(), job)));

        assertEquals(Status.PENDING, due.job().callback().status());
        DueCallback again = leased();
        assertEquals(first.webhookId(), again.webhookId());
        assertEquals(0, again.attemptsBefore());
        await(callbacks.delivered(again, ARRIVED));
        assertEquals(2, state(job).attempts());
        assertEquals(2, attempts(job));
    }

    @Test
    void asking_for_redelivery_often_leads_to_one_delivery() {
        JobId job = ended(JobStatus.COMPLETED);
        await(callbacks.delivered(leased(), ARRIVED));

        JobDatabase.inParallel(5, () -> callbacks.redeliveryAsked(jobs.client(), job));

        await(callbacks.delivered(leased(), ARRIVED));
        assertTrue(lease().isEmpty());
    }

    @Test
    void a_redelivery_asked_for_during_an_attempt_follows_it_whatever_it_says() {
        JobId job = ended(JobStatus.COMPLETED);
        await(callbacks.failedFor(Duration.ZERO, leased(), REFUSED));
        DueCallback underWay = leased();

        await(callbacks.redeliveryAsked(jobs.client(), job));
        await(callbacks.redeliveryAsked(jobs.client(), job));
        assertTrue(lease().isEmpty(), "one attempt at a time");
        assertTrue(await(callbacks.disabled(underWay, new CallbackAttempt(Outcome.HTTP_STATUS, 410, Duration.ZERO))));

        assertEquals(Status.PENDING, state(job).status());
        assertEquals(410, state(job).lastStatusCode());
        DueCallback next = leased();
        assertEquals(0, next.attemptsBefore());
        await(callbacks.delivered(next, ARRIVED));
        assertEquals(Status.DELIVERED, state(job).status());
        assertEquals(3, state(job).attempts());
        assertTrue(lease().isEmpty());
    }

    @Test
    void a_redelivery_asked_for_while_a_dead_replica_held_the_lease_is_one_delivery() {
        JobId job = ended(JobStatus.COMPLETED);
        leased();
        await(callbacks.redeliveryAsked(jobs.client(), job));
        set(job, "claimed_until = now() - interval '1 second'");

        await(callbacks.delivered(leased(), ARRIVED));

        assertEquals(Status.DELIVERED, state(job).status());
        assertFalse(row(job).getBoolean("asked_again"));
    }

    @Test
    void a_redelivery_needs_a_callback_and_an_end_and_ones_own_job() {
        JobDatabase.Fixture running = waiting();
        JobId silent = jobs.in(JobStatus.COMPLETED).id();
        JobId done = ended(JobStatus.COMPLETED);
        await(callbacks.delivered(leased(), ARRIVED));

        assertInstanceOf(
                RedeliveryOutcome.NotTerminal.class, await(callbacks.redeliveryAsked(jobs.client(), running.id())));
        assertInstanceOf(
                RedeliveryOutcome.NotConfigured.class, await(callbacks.redeliveryAsked(jobs.client(), silent)));
        assertInstanceOf(
                RedeliveryOutcome.Unknown.class,
                await(callbacks.redeliveryAsked(jobs.client(), new JobId(UUID.randomUUID()))));
        assertInstanceOf(RedeliveryOutcome.Unknown.class, await(callbacks.redeliveryAsked(jobs.newClient(), done)));
        assertTrue(lease().isEmpty());
    }

    @Test
    void two_that_make_a_clients_secret_agree_on_one() {
        var made = JobDatabase.inParallel(
                4,
                () -> callbacks.secretMade(
                        jobs.client(), UUID.randomUUID().toString().getBytes(UTF_8)));

        made.forEach(each -> assertArrayEquals(made.getFirst(), each));
    }

    @Test
    void the_log_loses_what_is_older_than_retention_and_nothing_else() {
        JobId job = ended(JobStatus.COMPLETED);
        for (int i = 0; i < 4; i++) {
            await(callbacks.failedFor(Duration.ZERO, leased(), REFUSED));
        }
        await(jobs.pool()
                .query("update callback_attempt set at = now() - interval '31 days' where number <= 3")
                .execute());
        var log = new CallbackLog(jobs.pool(), new DefaultRetentionPolicy());

        assertEquals(2, await(log.erasedOlderThanRetention(2)));
        assertEquals(1, await(log.erasedOlderThanRetention(2)));
        assertEquals(0, await(log.erasedOlderThanRetention(2)));

        assertEquals(1, attempts(job));
        await(callbacks.failedFor(Duration.ZERO, leased(), REFUSED));
        assertEquals(5, state(job).attempts());
    }

    @Test
    void a_stranger_to_the_states_of_a_callback_is_refused_by_the_database() {
        JobId job = ended(JobStatus.COMPLETED);
        for (String broken : List.of("asked_again = true", "claimed_until = now()", "status = 'delivered'")) {
            assertThrows(RuntimeException.class, () -> set(job, broken), broken);
        }
    }

    @Test
    void every_statement_is_short_enough_to_be_cached_as_prepared() throws IllegalAccessException {
        for (Field field : CallbackDeliveries.class.getDeclaredFields()) {
            if (field.getType() == String.class) {
                field.setAccessible(true);
                String sql = (String) field.get(null);
                assertTrue(sql.length() < 2_048, () -> field.getName() + " has " + sql.length() + " characters");
            }
        }
    }
}
