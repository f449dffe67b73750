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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class JobListPageTest {

    private static final String LIST = "/admin/jobs";

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private Browser mine;
    private ClientId client;
    private String name;

    @BeforeEach
    void signIn() {
        mine = administrators.signedIn();
        client = clients.withEveryScope().id();
        name = clients.one("select name from client where id = $1", Tuple.of(client.value()))
                .getString("name");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** In the order of the list. */
    private static List<String> shown(Browser.Page page) {
        List<String> ids = new ArrayList<>();
        Matcher row = Pattern.compile("<a id=\"job-([0-9a-f-]{36})\"").matcher(page.html());
        while (row.find()) {
            ids.add(row.group(1));
        }
        return ids;
    }

    private static Optional<String> link(Browser.Page page, String words) {
        Matcher link =
                Pattern.compile("<a href=\"([^\"]+)\"[^>]*>" + words + "</a>").matcher(page.html());
        return link.find() ? Optional.of(link.group(1).replace("&amp;", "&")) : Optional.empty();
    }

    private static Optional<String> polled(Browser.Page page, String id) {
        Matcher part =
                Pattern.compile("id=\"" + id + "\"[^>]* hx-get=\"([^\"]+)\"").matcher(page.html());
        return part.find() ? Optional.of(part.group(1).replace("&amp;", "&")) : Optional.empty();
    }

    /** Ended long before any other, so that they are on nobody else's first page. */
    private void many(int howMany, String title) {
        clients.one("""
                with j as (
                  insert into job (id, client_id, idempotency_key, request_hash, title, options, status, available_at, expires_at,
                                   created_at, updated_at, finished_at)
                  select uuid_v7_at(at), $1, 'many-' || i, sha256('x'), $2, '{}', 'completed', at, at, at, at, at
                  from generate_series(1, %d) i cross join lateral (select now() - i * interval '1 s' as at) as moment
                  returning id)
                select count(*) from j""".formatted(howMany), Tuple.of(client.value(), title));
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void a_job_of_each_state_is_listed_with_its_client(JobStatus status) {
        String job = jobs.in(status, client);

        Browser.Page page = mine.open(LIST).is(200);

        assertEquals(job, shown(page).getFirst());
        page.says("Ledger").says("/admin/clients/" + client).says("<span class=\"state state-" + status.word() + "\">");
    }

    @Test
    void the_first_page_of_the_administration_is_the_list_of_jobs() {
        assertEquals(LIST, mine.open("/admin").is(303).location());
        mine.open(LIST).says("<a href=\"/admin/jobs\" aria-current=\"page\">Jobs</a>");
    }

    @Test
    void states_can_be_combined_and_what_is_none_is_passed_over() {
        String queued = jobs.in(JobStatus.QUEUED, client);
        String failed = jobs.in(JobStatus.FAILED, client);
        jobs.in(JobStatus.COMPLETED, client);

        Browser.Page page = mine.open(LIST + "?client=" + name + "&status=queued&status=failed&status=nonsense")
                .is(200);

        assertEquals(List.of(failed, queued), shown(page));
        page.says("value=\"failed\" checked").says("value=\"queued\" checked").says("value=\"completed\">");
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void each_state_alone_finds_its_newest(JobStatus status) {
        String job = jobs.in(status, client);
        jobs.in(status == JobStatus.QUEUED ? JobStatus.FAILED : JobStatus.QUEUED, client);

        assertEquals(
                job, shown(mine.open(LIST + "?status=" + status.word()).is(200)).getFirst());
    }

    @Test
    void an_error_code_finds_the_jobs_that_ended_with_it() {
        String failed = jobs.in(JobStatus.FAILED, client);
        jobs.in(JobStatus.EXPIRED, client);

        assertEquals(
                List.of(failed),
                shown(mine.open(LIST + "?client=" + name + "&error=model_not_found")
                        .is(200)));
        assertEquals(
                failed,
                shown(mine.open(LIST + "?error=model_not_found").is(200)).getFirst());
    }

    @Test
    void a_text_is_an_id_a_key_or_how_a_title_begins() {
        String job = jobs.in(JobStatus.COMPLETED, client);
        jobs.in(JobStatus.COMPLETED, client);
        String title = "Zürich " + UUID.randomUUID();
        administrators.run("update job set title = $1 where id = $2", Tuple.of(title, UUID.fromString(job)));
        String key = jobs.row(job).getString("idempotency_key");

        for (String text : List.of(
                job,
                job.toUpperCase(java.util.Locale.ROOT),
                key,
                title,
                title.toLowerCase(java.util.Locale.ROOT),
                title.substring(0, 20))) {
            assertEquals(
                    List.of(job), shown(mine.open(LIST + "?q=" + encoded(text)).is(200)), text);
        }
        mine.open(LIST + "?q=" + encoded(title.substring(1))).is(200).says("No job fits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "_", "\0", "' or 1=1 --", "\\", "<script>alert(1)</script>", "\u202etxet", "\uD83D\uDE00"})
    void any_text_can_be_looked_for_and_stays_text(String text) {
        Browser.Page page = mine.open(
                        LIST + "?q=" + encoded(text) + "&client=" + encoded(text) + "&error=" + encoded(text))
                .is(200);

        assertFalse(page.html().contains("<script>alert"), page::html);
    }

    @Test
    void what_nobody_has_is_told_of_and_the_way_back_is_offered() {
        jobs.in(JobStatus.COMPLETED, client);

        mine.open(LIST + "?client=nobody-has-this-name")
                .is(200)
                .says("No job fits")
                .says("show all jobs");
        mine.open(LIST + "?client=" + name + "&status=failed").is(200).says("No job fits");
    }

    @Test
    void a_hundred_and_twenty_jobs_are_three_pages_with_each_job_once() {
        many(120, "Ledger");
        List<Integer> sizes = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Optional<String> next = Optional.of(LIST + "?client=" + name);
        Browser.Page page = null;
        while (next.isPresent()) {
            page = mine.open(next.get()).is(200);
            sizes.add(shown(page).size());
            seen.addAll(shown(page));
            next = link(page, "Older");
        }

        assertEquals(List.of(50, 50, 20), sizes);
        assertEquals(120, seen.size());
        assertEquals(seen.stream().sorted(java.util.Comparator.reverseOrder()).toList(), List.copyOf(seen));
        assertEquals(LIST + "?client=" + name, link(page, "Newest").orElseThrow());
    }

    @Test
    void all_clients_jobs_have_pages_too() {
        String title = "Page " + UUID.randomUUID();
        many(120, title);
        jobs.in(JobStatus.COMPLETED, client);
        Set<String> seen = new LinkedHashSet<>();
        Optional<String> next = Optional.of(LIST + "?q=" + encoded(title));
        while (next.isPresent()) {
            Browser.Page page = mine.open(next.get()).is(200);
            seen.addAll(shown(page));
            next = link(page, "Older");
        }

        assertEquals(120, seen.size());
        List<String> first = shown(mine.open(LIST).is(200));
        List<String> second = shown(mine.open(link(mine.open(LIST), "Older").orElseThrow()));
        assertEquals(50, second.size());
        assertTrue(second.getFirst().compareTo(first.getLast()) < 0);
    }

    @Test
    void a_title_full_of_markup_quotes_and_directions_stays_text() {
        String job = jobs.in(JobStatus.COMPLETED, client);
        String title = "<script>alert(1)</script>\"'><img src=x> \u202e reversed {inject} &amp;";
        administrators.run("update job set title = $1 where id = $2", Tuple.of(title, UUID.fromString(job)));

        Browser.Page page = mine.open(LIST + "?client=" + name).is(200);

        page.says(
                "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x&gt; ⟨U+202E⟩ reversed {inject} &amp;amp;</bdi>");
        assertFalse(page.html().contains("<script>alert") || page.html().contains("<img src"), page::html);
    }

    @Test
    void an_erased_title_is_told_of() {
        String job = jobs.in(JobStatus.COMPLETED, client);
        jobs.change(job, "title = null, input_erased_at = now()");

        mine.open(LIST + "?client=" + name).is(200).says("title erased");
    }

    @Test
    void above_the_list_stands_how_the_queue_is() {
        administrators.run("delete from job", Tuple.tuple());
        jobs.in(JobStatus.QUEUED, client);
        String later = jobs.in(JobStatus.QUEUED, client);
        jobs.change(later, "available_at = now() + interval '1 minute', created_at = now() - interval '1 day'");
        jobs.in(JobStatus.RUNNING, client);
        jobs.in(JobStatus.CANCELLING, client);
        jobs.in(JobStatus.FAILED, client);
        String old = jobs.in(JobStatus.FAILED, client);
        jobs.change(old, "finished_at = now() - interval '25 hours'");
        jobs.in(JobStatus.CANCELLED, client);

        Browser.Page page = mine.open(LIST).is(200);

        page.says("id=\"summary-waiting\" href=\"/admin/jobs?status=queued\">2</a>");
        page.says("id=\"summary-running\" href=\"/admin/jobs?status=running&amp;status=cancelling\">2</a>");
        page.says("id=\"summary-failed\" href=\"/admin/jobs?status=failed&amp;status=expired\">1</a>");
        assertTrue(Pattern.compile("id=\"summary-oldest\" href=\"/admin/jobs/[0-9a-f-]+\">[0-9.]+ m?s</a>")
                .matcher(page.html())
                .find());
    }

    @Test
    void with_no_job_at_all_the_page_says_how_to_submit_one() {
        administrators.run("delete from job", Tuple.tuple());

        mine.open(LIST)
                .is(200)
                .says("No job yet")
                .says("curl https://taskforge.example.com/tickets/v1/jobs")
                .says("href=\"/admin/clients\"");
    }

    @Test
    void rows_that_may_change_are_asked_for_again_until_none_may() {
        String job = jobs.in(JobStatus.QUEUED, client);
        String rows =
                polled(mine.open(LIST + "?client=" + name).is(200), "rows").orElseThrow();

        mine.open(rows).is(204);
        jobs.claimed(JobId.parse(job).orElseThrow());
        Browser.Page running = mine.open(rows).is(200).says("state-running");
        assertEquals(List.of(job), shown(running));
        assertTrue(running.html().startsWith("<tbody id=\"rows\""), running::html);
        jobs.change(
                job,
                "status = 'cancelled', lease_token = null, lease_owner = null, lease_until = null, finished_at = now(), error = '{}'");

        Browser.Page ended =
                mine.open(polled(running, "rows").orElseThrow()).is(200).says("state-cancelled");

        assertEquals(Optional.empty(), polled(ended, "rows"));
        assertEquals(Optional.empty(), polled(mine.open(LIST + "?client=" + name), "rows"));
    }

    @Test
    void the_readers_rows_stay_and_newer_jobs_are_counted() {
        String first = jobs.in(JobStatus.QUEUED, client);
        Browser.Page page = mine.open(LIST).is(200);
        jobs.in(JobStatus.QUEUED, client);
        jobs.in(JobStatus.QUEUED, client);

        mine.open(polled(page, "summary").orElseThrow()).is(200).says("2 newer");

        String rows = polled(page, "rows").orElseThrow();
        jobs.claimed(JobId.parse(first).orElseThrow());
        assertEquals(first, shown(mine.open(rows).is(200)).getFirst());
    }

    @Test
    void nothing_is_asked_for_again_where_nothing_goes_on_or_on_a_later_page() {
        String queued = jobs.in(JobStatus.QUEUED, client);
        many(60, "Old");
        Browser.Page later = mine.open(
                        link(mine.open(LIST + "?client=" + name), "Older").orElseThrow())
                .is(200);

        assertFalse(later.html().contains("hx-get"), later::html);
        administrators.run("delete from job", Tuple.tuple());
        jobs.in(JobStatus.COMPLETED, client);
        Browser.Page still = mine.open(LIST).is(200);
        assertFalse(still.html().contains("hx-get"), still::html);
        mine.open("/admin/jobs/rows?id=" + queued + "&id=nonsense").is(200);
    }
}
