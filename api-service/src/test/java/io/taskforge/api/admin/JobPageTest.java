package io.taskforge.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.Lease;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class JobPageTest {

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private Browser mine;
    private ClientId client;

    @BeforeEach
    void signIn() {
        mine = administrators.signedIn();
        client = clients.withEveryScope().id();
    }

    private Browser.Page open(String job) {
        return mine.open("/admin/jobs/" + job).is(200);
    }

    private static boolean offers(Browser.Page page, String action) {
        return page.html().contains("id=\"" + action + "\"");
    }

    private static String live(Browser.Page page) {
        Matcher part = Pattern.compile("id=\"now\"[^>]* hx-get=\"([^\"]+)\"").matcher(page.html());
        assertTrue(part.find(), page::html);
        return part.group(1).replace("&amp;", "&");
    }

    @Test
    void what_a_model_wrote_stands_beside_what_was_made_of_it() {
        String job = jobs.in(JobStatus.COMPLETED, client);
        administrators.run("""
                insert into model_answer (job_id, seq, attempt, step, unit, outcome, reason, raw, cut, made, bytes)
                values ($1, 1, 1, 'expand', 'Export', 'mended', 'A comma was missing.', '{"title": "<script>x</script>" "a": 1}', true,
                        '{"title": "Export"}', 60)""", Tuple.of(UUID.fromString(job)));

        Browser.Page page = open(job);

        page.says("mended")
                .says("A comma was missing.")
                .says("&lt;script&gt;x&lt;/script&gt;")
                .says("(cut)");
        page.says("{&quot;title&quot;: &quot;Export&quot;}");
        assertFalse(open(jobs.in(JobStatus.COMPLETED, client)).html().contains("answers-title"));
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void each_state_has_its_page_and_offers_what_can_be_done(JobStatus status) {
        String job = jobs.in(status, client, "https://receiver.example/hooks/{job_id}?secret=s3cret");

        Browser.Page page = open(job);

        page.says("<h1 dir=\"auto\">Ledger</h1>")
                .says(job)
                .says("state-" + status.word())
                .says("<dt>team</dt>".replace("team", "<bdi>team</bdi>"));
        page.says(jobs.row(job).getString("idempotency_key"));
        page.says("receiver.example");
        assertFalse(page.html().contains("s3cret"), "of the callback's URL the host is enough");
        boolean ended = status.terminal();
        assertEquals(status == JobStatus.QUEUED || status == JobStatus.RUNNING, offers(page, "cancel"));
        assertEquals(ended && status != JobStatus.COMPLETED, offers(page, "retry"));
        assertEquals(ended, offers(page, "redeliver"));
        assertEquals(ended, offers(page, "erase"));
        assertTrue(page.html().contains(ended ? "hx-trigger=\"every 10s\"" : "hx-trigger=\"every 2s\""), page::html);
        assertEquals(status == JobStatus.COMPLETED, page.html().contains("/admin/jobs/" + job + "/result"));
    }

    @Test
    void a_queued_job_says_how_many_are_before_it() {
        administrators.run("delete from job", Tuple.tuple());
        // By id: those of one millisecond stand in any order.
        List<String> queued = Stream.generate(() -> jobs.in(JobStatus.QUEUED, client))
                .limit(3)
                .sorted()
                .toList();

        open(queued.getFirst()).says("next in the queue");
        open(queued.getLast()).says("2 before it in the queue").says("Expires in the queue");
    }

    @Test
    void an_error_has_its_cure_and_leads_to_all_of_them() {
        open(jobs.in(JobStatus.FAILED, client))
                .says("<code>model_not_found</code> There is no such model.")
                .says(
                        "The server does not have the model. <strong>What to do:</strong> Have it installed, or name another in <code>options.model</code>.")
                .says("href=\"/docs/errors#job-errors\"");
    }

    @Test
    void a_result_is_told_of_in_numbers() {
        open(jobs.in(JobStatus.COMPLETED, client)).says(">1 ticket</a>").says("The checks found nothing.");
        String checked = jobs.completedWith("""
                {"tickets": [{}, {}], "coverage": {"ratio": 0.999},
                 "quality": [{"code": "a", "repaired": true}, {"code": "b", "repaired": false}, {"code": "c", "repaired": true}]}""", client);

        open(checked)
                .says(">2 tickets</a>, 99 % of the requirements covered")
                .says("The checks found 3 flaws; 1 not mended.");
    }

    @Test
    void drafts_of_a_run_that_did_not_complete_are_led_to() {
        String job = jobs.draftedThenIn(JobStatus.FAILED, client);

        open(job).says("/admin/jobs/" + job + "/result").says(">1 draft</a> of a run that did not complete is kept");
    }

    @Test
    void the_timeline_folds_what_a_run_tells_and_says_who_ran_it() {
        String job = jobs.in(JobStatus.QUEUED, client);
        Lease lease = jobs.claimed(JobId.parse(job).orElseThrow());
        jobs.drafted(lease, "Balance", "Interest");
        jobs.drafted(lease, "Fees");

        Browser.Page page = open(job);

        page.says("drafting, up to 40 %, 3 drafts written")
                .says("taken by a worker")
                .says("<code>fixture</code>")
                .says("goes on");
        page.says("0 of 3 failures and 0 of 3 lost workers");
        assertEquals(3, page.html().split("<td data-name=\"When\"><time", -1).length - 1, "submitted, taken, drafting");
    }

    @Test
    void a_run_after_another_is_an_attempt_of_its_own() {
        String job = jobs.draftedThenIn(JobStatus.QUEUED, client);
        jobs.claimed(JobId.parse(job).orElseThrow());

        open(job)
                .says("handed back by a worker that stops")
                .says("attempt 2")
                .says("<th scope=\"row\" data-name=\"Attempt\">2</th>");
    }

    @Test
    void attempts_to_deliver_the_callback_are_listed() {
        String job = jobs.in(JobStatus.COMPLETED, client, "https://receiver.example/");
        administrators.run(
                "insert into callback_attempt (job_id, number, outcome, status_code, duration_ms) values ($1, 99, 'http_status', 503, 1200)",
                Tuple.of(UUID.fromString(job)));

        open(job).says("http status").says("HTTP 503").says("1.2 s");
    }

    @Test
    void options_are_readable_and_the_base_is_a_link() {
        String base = jobs.in(JobStatus.COMPLETED, client);
        String job = jobs.in(JobStatus.QUEUED, client);
        jobs.change(
                job,
                "options = '{\"include_epics\":true,\"budget\":{\"max_attempts\":5},\"allowed_labels\":[\"a\",\"b\"],\"seed\":7}', base_job_id = '"
                        + base + "'");

        open(job)
                .says("<dt>include epics</dt><dd><bdi>yes</bdi>")
                .says("<dt>budget: max attempts</dt><dd><bdi>5</bdi>")
                .says("<dt>allowed labels</dt><dd><bdi>a, b</bdi>")
                .says("href=\"/admin/jobs/" + base + "\"");
    }

    @Test
    void what_a_client_wrote_stays_text_wherever_it_stands() {
        String job = jobs.in(JobStatus.FAILED, client);
        String nasty = "<script>alert(1)</script>\"'>\u202e{one.job.id}";
        administrators.run(
                "update job set title = $1, idempotency_key = $1, metadata = jsonb_build_object($1::text, $1::text),"
                        + " options = jsonb_build_object('language', $1::text),"
                        + " error = jsonb_build_object('code', $1::text, 'message', $1::text, 'retryable', false),"
                        + " callback_url = 'https://[' || $1::text where id = $2",
                Tuple.of(nasty, UUID.fromString(job)));

        for (String path : new String[] {"", "/erase"}) {
            Browser.Page page = mine.open("/admin/jobs/" + job + path).is(200);
            assertFalse(page.html().contains("<script>alert"), page::html);
            page.says("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;⟨U+202E⟩{one.job.id}");
        }
    }

    @Test
    void a_job_of_a_disabled_client_says_so_and_is_not_run_again() {
        String job = jobs.in(JobStatus.FAILED, client);
        clients.disable(client);

        Browser.Page page = open(job).says("client disabled");

        assertFalse(offers(page, "retry"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "019e4fae-f96a-78b2-be03-8633c38ea640"})
    void there_is_no_page_of_an_unknown_job(String id) {
        for (String path : new String[] {"", "/live", "/erase"}) {
            mine.open("/admin/jobs/" + id + path).is(404).says("There is no such job");
        }
        for (String action : new String[] {"cancel", "retry", "redeliver", "erase"}) {
            mine.post("/admin/jobs/" + id + "/" + action, Map.of()).is(404);
        }
    }

    @Test
    void what_moves_is_asked_for_again_and_answered_only_when_it_has() {
        String job = jobs.in(JobStatus.QUEUED, client);
        Browser.Page page = open(job).says("<div aria-live=\"polite\">");

        mine.open(live(page)).is(204);
        Lease lease = jobs.claimed(JobId.parse(job).orElseThrow());
        Browser.Page claimed = mine.open(live(page)).is(200).says("preparing");
        claimed.says("<section id=\"actions\" class=\"actions\" aria-label=\"What can be done\" hx-swap-oob=\"true\">");
        claimed.says("<div id=\"story\" hx-swap-oob=\"true\">").says("taken by a worker");

        jobs.drafted(lease, "Balance");
        Browser.Page drafting = mine.open(live(claimed)).is(200).says("40 %, 1 ticket drafted");

        assertFalse(drafting.html().contains("hx-swap-oob"), "only the progress has changed");
        mine.open(live(drafting)).is(204);
    }

    @Test
    void with_its_end_a_job_is_asked_for_no_more_and_offers_what_can_be_done_then() {
        String job = jobs.in(JobStatus.QUEUED, client);
        String live = live(open(job));
        jobs.change(job, "expires_at = now() - interval '1 second'");
        mine.post("/admin/jobs/" + job + "/cancel", Map.of()).is(303);

        Browser.Page ended = mine.open(live).is(200).says("state-cancelled").says("cancelled in the queue");

        assertFalse(ended.html().contains("hx-get"), ended::html);
        assertTrue(offers(ended, "retry"));
        assertFalse(offers(ended, "cancel"));
    }

    @Test
    void what_becomes_of_a_callback_is_asked_for_until_nobody_is_told_any_more() {
        String job = jobs.in(JobStatus.COMPLETED, client, "https://receiver.example/");
        Browser.Page due = open(job);
        // Without its claim: an attempt that is under way finds that it is no more its own, and changes nothing.
        administrators.run(
                "update callback_delivery set status = 'delivered', attempts = 1, due_at = null, claim_token = null,"
                        + " claimed_until = null, asked_again = false where job_id = $1",
                Tuple.of(UUID.fromString(job)));

        Browser.Page told = mine.open(live(due)).is(200).says("state-delivered");

        assertFalse(told.html().contains("hx-get"), told::html);
    }
}
