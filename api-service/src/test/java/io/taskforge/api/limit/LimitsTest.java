package io.taskforge.api.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TestTicker;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.CancelJobRequest;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetSchemaRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class LimitsTest {

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    TestTicker ticker;

    @BeforeEach
    void hold() {
        ticker.hold();
    }

    @AfterEach
    void letGo() {
        ticker.letGo();
    }

    private ClientWithKey limited(String terms) {
        ClientWithKey client = clients.withEveryScope();
        clients.change(client.id(), terms);
        return client;
    }

    private Answer submit(ClientWithKey client, String key) {
        return http.submit(client, http.request(key, Map.of()));
    }

    private long jobsOf(ClientWithKey client) {
        return jobs.count(
                "select count(*) from job where client_id = $1", client.id().value());
    }

    private static void assertLimited(Answer answer, String policy, String state) {
        assertEquals(429, answer.status());
        assertEquals("rate_limited", answer.code());
        assertTrue(answer.body().path("retryable").booleanValue());
        assertEquals("1", answer.header("Retry-After").orElseThrow());
        assertEquals(policy, answer.header("RateLimit-Policy").orElseThrow());
        assertEquals(state, answer.header("RateLimit").orElseThrow());
    }

    private static void assertLimited(Rpc.Failure failure) {
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, failure.code());
        assertEquals("RATE_LIMITED", failure.reason().getReason());
        assertEquals(1, failure.detail(RetryInfo.class).getRetryDelay().getSeconds());
        assertEquals(1, failure.detail(QuotaFailure.class).getViolationsCount());
    }

    @Test
    void reads_beyond_the_burst_are_refused_until_tokens_come_back() {
        ClientWithKey client = limited("read_per_second = 2, read_burst = 3");
        for (int left = 2; left >= 0; left--) {
            Answer answer = http.status(client, "x");
            assertEquals("job_not_found", answer.code());
            assertEquals("\"read\";q=3;w=2", answer.header("RateLimit-Policy").orElseThrow());
            assertTrue(answer.header("RateLimit").orElseThrow().startsWith("\"read\";r=" + left + ";"));
        }

        assertLimited(http.status(client, "x"), "\"read\";q=3;w=2", "\"read\";r=0;t=2");
        ticker.jump(Duration.ofMillis(500));
        assertEquals("job_not_found", http.status(client, "x").code());
    }

    @Test
    void reading_results_and_cancelling_count_as_reading() {
        ClientWithKey client = limited("read_per_second = 1, read_burst = 2");
        String job = jobs.in(JobStatus.QUEUED, client.id());
        http.result(client, job);

        assertEquals(200, http.cancel(client, job).status());
        assertEquals(429, http.cancel(client, job).status());
    }

    @Test
    void redelivering_counts_as_submitting_and_a_retry_as_reading_what_it_repeats() {
        ClientWithKey client = limited("read_per_second = 1, read_burst = 1, submit_per_second = 1, submit_burst = 1");
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        assertEquals(
                "callback_not_configured",
                posted(client, job, "/callback/redeliver").code());
        assertEquals("rate_limited", posted(client, job, "/callback/redeliver").code());
        assertEquals("job_not_retryable", posted(client, job, "/retry").code());
        assertEquals("rate_limited", posted(client, job, "/retry").code());
    }

    private Answer posted(ClientWithKey client, String job, String path) {
        return http.ask(TicketsClient.JOBS + "/" + job + path)
                .as(client)
                .header("Idempotency-Key", "k")
                .method("POST")
                .send();
    }

    @Test
    void both_doors_draw_from_one_bucket() {
        ClientWithKey client = limited("read_per_second = 1, read_burst = 3");
        String job = jobs.in(JobStatus.QUEUED, client.id());
        http.status(client, job);
        rpc.as(client).getJob(GetJobRequest.newBuilder().setJobId(job).build());
        rpc.as(client).cancelJob(CancelJobRequest.newBuilder().setJobId(job).build());

        assertLimited(Rpc.failure(() -> rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance())));
        assertEquals(429, http.status(client, job).status());
    }

    @Test
    void all_keys_of_a_client_draw_from_one_bucket_and_other_clients_from_others() {
        ClientWithKey client = limited("read_per_second = 1, read_burst = 1");
        http.status(client, "x");

        assertEquals(
                429,
                http.status(clients.keyOf(client.id(), Scope.TICKETS_READ), "x").status());
        assertEquals(404, http.status(clients.withEveryScope(), "x").status());
    }

    @Test
    void a_request_that_may_not_be_made_takes_no_token_and_is_told_how_the_client_stands() {
        ClientWithKey client = limited("read_per_second = 1, read_burst = 1");
        ClientWithKey submitOnly = clients.keyOf(client.id(), Scope.TICKETS_SUBMIT);
        for (int i = 0; i < 3; i++) {
            Answer answer = http.status(submitOnly, "x");
            assertEquals("insufficient_scope", answer.code());
            assertEquals("\"read\";r=1;t=0", answer.header("RateLimit").orElseThrow());
        }

        assertEquals(404, http.status(client, "x").status());
    }

    @Test
    void without_terms_of_its_own_a_client_has_the_service_s() {
        ClientWithKey client = clients.withEveryScope();

        Answer read = http.status(client, "x");
        Answer submitted = submit(client, "k");

        assertEquals("\"read\";q=1000;w=2", read.header("RateLimit-Policy").orElseThrow());
        assertEquals("\"read\";r=999;t=1", read.header("RateLimit").orElseThrow());
        assertEquals(
                "\"submit\";q=200;w=4", submitted.header("RateLimit-Policy").orElseThrow());
        assertEquals("\"submit\";r=199;t=1", submitted.header("RateLimit").orElseThrow());
    }

    @Test
    void a_client_that_is_exempt_has_no_limit_and_is_told_of_none() {
        ClientWithKey client = limited("limits_exempt = true, read_per_second = 1, read_burst = 1,"
                + " submit_per_second = 1, submit_burst = 1, active_jobs_max = 1");
        for (int i = 0; i < 3; i++) {
            for (Answer answer : List.of(http.status(client, "x"), submit(client, "k" + i))) {
                assertTrue(answer.status() == 404 || answer.status() == 202);
                assertTrue(answer.header("RateLimit").isEmpty());
                assertTrue(answer.header("RateLimit-Policy").isEmpty());
            }
        }
    }

    @Test
    void whoever_is_not_known_is_told_of_no_limit() {
        Answer nobody = http.ask(TicketsClient.JOBS + "/x").send();
        Answer open = http.ask("/.well-known/jwks.json").send();

        assertTrue(nobody.header("RateLimit").isEmpty());
        assertTrue(open.header("RateLimit").isEmpty());
    }

    @Test
    void a_new_submission_beyond_the_burst_is_refused_and_stores_nothing() {
        ClientWithKey client = limited("submit_per_second = 1, submit_burst = 1");
        assertEquals(202, submit(client, "first").status());

        assertLimited(submit(client, "second"), "\"submit\";q=1;w=1", "\"submit\";r=0;t=1");
        assertLimited(
                Rpc.failure(() -> rpc.as(client).submitJob(Rpc.request("third").build())));
        assertEquals(1, jobsOf(client));
        ticker.jump(Duration.ofSeconds(1));
        assertEquals(202, submit(client, "second").status());
    }

    @Test
    void a_retry_is_answered_although_no_token_is_left() {
        ClientWithKey client = limited("submit_per_second = 1, submit_burst = 1");
        String job = submit(client, "first").body().path("job_id").asText();

        Answer replay = submit(client, "first");
        Answer reuse = http.submit(client, http.request("first", Map.of("title", "Another")));

        assertEquals(202, replay.status());
        assertEquals("true", replay.header("Idempotent-Replayed").orElseThrow());
        assertEquals(job, replay.body().path("job_id").asText());
        assertEquals("idempotency_key_reused", reuse.code());
        assertTrue(rpc.as(client).submitJob(Rpc.request("first").build()).getReplayed());
    }

    @Test
    void a_submission_that_is_not_valid_takes_no_token() {
        ClientWithKey client = limited("submit_per_second = 1, submit_burst = 1");
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    400,
                    http.submit(client, http.request("k", Map.of("title", ""))).status());
        }

        assertEquals(202, submit(client, "k").status());
    }

    @Test
    void submitting_and_reading_do_not_draw_on_each_other() {
        ClientWithKey client = limited("submit_per_second = 1, submit_burst = 1, read_per_second = 1, read_burst = 1");
        submit(client, "first");
        assertEquals(429, submit(client, "second").status());

        assertEquals(404, http.status(client, "x").status());
        assertEquals(429, http.status(client, "x").status());
    }

    @Test
    void of_many_submissions_at_one_time_no_more_than_the_burst_are_accepted() {
        ClientWithKey client = limited("submit_per_second = 1, submit_burst = 5");
        List<CompletableFuture<Answer>> sent = IntStream.range(0, 30)
                .mapToObj(i -> http.ask(TicketsClient.JOBS)
                        .as(client)
                        .body(http.request("k" + i, Map.of()))
                        .sendAsync())
                .toList();

        List<Integer> statuses = sent.stream().map(each -> each.join().status()).toList();

        assertEquals(5, statuses.stream().filter(status -> status == 202).count());
        assertEquals(25, statuses.stream().filter(status -> status == 429).count());
        assertEquals(5, jobsOf(client));
    }

    @Test
    void too_many_active_jobs_are_a_quota_over_grpc_too() {
        ClientWithKey client = limited("active_jobs_max = 1");
        rpc.as(client).submitJob(Rpc.request("first").build());

        var failure =
                Rpc.failure(() -> rpc.as(client).submitJob(Rpc.request("second").build()));

        assertEquals(Status.Code.RESOURCE_EXHAUSTED, failure.code());
        assertEquals("ACTIVE_JOB_LIMIT_REACHED", failure.reason().getReason());
        assertEquals(
                failure.message(),
                failure.detail(QuotaFailure.class).getViolations(0).getDescription());
        assertTrue(failure.has(RetryInfo.class));
    }
}
