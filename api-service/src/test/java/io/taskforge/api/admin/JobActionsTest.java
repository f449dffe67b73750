package io.taskforge.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.CallbackReceiver;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class JobActionsTest {

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    TicketsClient http;

    private Browser mine;
    private ClientWithKey client;

    @BeforeEach
    void signIn() {
        mine = administrators.signedIn();
        client = clients.withEveryScope();
    }

    /** The page that says what was done. */
    private Browser.Page done(String job, String action) {
        Browser.Page answer =
                mine.post("/admin/jobs/" + job + "/" + action, Map.of()).is(303);
        return mine.open(answer.location()).is(200);
    }

    private void assertLogged(String action, String job) {
        mine.open("/admin/audit?action=" + action).is(200).says(job);
    }

    @Test
    void a_queued_job_is_cancelled_at_once() {
        String job = jobs.in(JobStatus.QUEUED, client.id());

        done(job, "cancel").says("Cancelled. No worker had it").says("state-cancelled");

        assertEquals("cancelled", http.status(client, job).body().path("status").asText());
        assertEquals("cancelled_by_admin", errorOf(job));
        assertLogged("job_cancel_requested", job);
    }

    @Test
    void a_running_job_is_told_to_stop_however_often() {
        String job = jobs.in(JobStatus.RUNNING, client.id());

        done(job, "cancel").says("Told to stop. Its worker").says("state-cancelling");
        done(job, "cancel").says("Told to stop. Its worker");

        jobs.change(job, "cancel_requested_at = now() - interval '1 hour'");
        jobs.endCancelled();
        assertEquals("cancelled_by_admin", errorOf(job));
    }

    private String errorOf(String job) {
        return http.status(client, job).body().at("/error/code").asText();
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"COMPLETED", "FAILED", "EXPIRED"})
    void a_job_that_ended_meanwhile_is_not_cancelled_and_the_page_says_so(JobStatus status) {
        String job = jobs.in(status, client.id());

        done(job, "cancel")
                .says("Nothing was cancelled: the job had ended before.")
                .says("state-" + status.word());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"FAILED", "CANCELLED", "EXPIRED"})
    void a_retry_is_a_new_job_of_the_same_request_and_client(JobStatus status) {
        String job = jobs.in(status, client.id());
        String key = mine.open("/admin/jobs/" + job).is(200).field("key");

        String first = mine.post("/admin/jobs/" + job + "/retry", Map.of("key", key))
                .is(303)
                .location();
        String again = mine.post("/admin/jobs/" + job + "/retry", Map.of("key", key))
                .is(303)
                .location();

        assertEquals(first, again, "a form that is sent twice makes one job");
        assertNotEquals("/admin/jobs/" + job + "?done=retried", first);
        mine.open(first)
                .is(200)
                .says("This is a new job of the same request.")
                .says("<h1 dir=\"auto\">Ledger</h1>")
                .says("state-queued");
        String made = first.substring("/admin/jobs/".length(), first.indexOf('?'));
        assertEquals("a", http.status(client, made).body().at("/metadata/team").asText());
        assertEquals(
                status.word(), http.status(client, job).body().path("status").asText());
        assertLogged("job_retry_requested", job);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"QUEUED", "RUNNING", "CANCELLING", "COMPLETED"})
    void what_needs_no_retry_gets_none(JobStatus status) {
        String job = jobs.in(status, client.id());

        done(job, "retry").says("Not run again: the job goes on, or has completed.");
    }

    @Test
    void what_stands_in_the_way_of_a_retry_is_told() {
        String purged = jobs.in(JobStatus.FAILED, client.id());
        mine.post("/admin/jobs/" + purged + "/erase", Map.of()).is(303);
        done(purged, "retry").says("its specification is no longer kept");

        String job = jobs.in(JobStatus.FAILED, client.id());
        jobs.change(job, "options = '{\"model\":\"gone:1b\"}'");
        done(job, "retry").says("may no longer ask for this");
        jobs.change(job, "options = '{}', base_job_id = '" + UUID.randomUUID() + "'");
        done(job, "retry").says("builds on an earlier job");
        jobs.change(job, "base_job_id = null");
        clients.change(client.id(), "active_jobs_max = 1");
        jobs.in(JobStatus.QUEUED, client.id());
        done(job, "retry").says("as many jobs waiting or running");
        clients.disable(client.id());
        done(job, "retry").says("its client is disabled");
    }

    @Test
    void a_callback_is_delivered_again() throws Exception {
        try (CallbackReceiver receiver = CallbackReceiver.answering(CallbackReceiver.NODS)) {
            String job = jobs.in(JobStatus.COMPLETED, client.id(), receiver.url("/"));
            Eventually.holds("delivered", () -> attempts(job) == 1);

            done(job, "redeliver").says("The callback is due now.");

            Eventually.holds("again", () -> attempts(job) == 2);
            mine.open("/admin/jobs/" + job).is(200).says("state-delivered").says("2 attempts");
            assertLogged("callback_redelivery_requested", job);
        }
    }

    private int attempts(String job) {
        return http.status(client, job).body().at("/callback/attempts").asInt();
    }

    @Test
    void a_callback_that_is_none_or_not_due_is_not_delivered() {
        done(jobs.in(JobStatus.COMPLETED, client.id()), "redeliver").says("without a callback URL");
        done(jobs.in(JobStatus.RUNNING, client.id(), "http://127.0.0.1:9/"), "redeliver")
                .says("the job has not ended");
    }

    @Test
    void erasing_says_first_what_goes_and_what_stays() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        mine.open("/admin/jobs/" + job + "/erase")
                .is(200)
                .says("What goes, at once and for good")
                .says("What stays, until retention takes it")
                .says("Erase it now");

        assertEquals("Ledger", jobs.row(job).getString("title"));
    }

    @Test
    void an_erased_job_leaves_its_record_and_is_answered_for_as_after_retention() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        Browser.Page page = done(job, "erase").says("Erased. What is left is this record.");

        page.says("A job whose title was erased")
                .says("None any more: it was erased")
                .says("All but the last of it was erased");
        assertFalse(page.html().contains("Ledger"), page::html);
        assertFalse(page.html().contains("id=\"erase\""), page::html);
        assertNull(jobs.row(job).getString("title"));
        assertEquals(
                0,
                jobs.count(
                        "select count(*) from job_input where job_id = $1 and spec is not null", UUID.fromString(job)));
        assertEquals("completed", http.status(client, job).body().path("status").asText());
        assertEquals("result_expired", http.result(client, job).code());
        assertLogged("job_erased", job);
    }

    @Test
    void what_somebody_else_has_erased_is_not_erased_or_logged_again() {
        String job = jobs.in(JobStatus.FAILED, client.id());
        mine.open("/admin/jobs/" + job + "/erase").is(200).says("Erase it now");
        administrators
                .signedIn()
                .post("/admin/jobs/" + job + "/erase", Map.of())
                .is(303);

        done(job, "erase").says("There was nothing left to erase");

        assertEquals(1, jobs.count("select count(*) from audit_log where action = 'job_erased' and target = $1", job));
        mine.open("/admin/jobs/" + job + "/erase").is(200).says("There is nothing left to erase");
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"QUEUED", "RUNNING", "CANCELLING"})
    void a_job_that_has_not_ended_is_not_erased(JobStatus status) {
        String job = jobs.in(status, client.id());

        mine.open("/admin/jobs/" + job + "/erase").is(200).says("Cancel it first");
        done(job, "erase").says("Nothing was done: the job has not ended.");

        assertEquals("Ledger", jobs.row(job).getString("title"));
        assertTrue(jobs.count("select count(*) from audit_log where action = 'job_erased' and target = $1", job) == 0);
    }
}
