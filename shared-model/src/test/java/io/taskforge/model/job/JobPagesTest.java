package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobPagesTest {

    private static final Instant OLDEST = Instant.parse("2026-05-22T12:00:00Z");

    @AutoClose
    private static JobDatabase jobs = new JobDatabase();

    private static JobFilter statuses(JobStatus... statuses) {
        return new JobFilter(Optional.empty(), Optional.empty(), Set.of(statuses), Optional.empty(), Map.of());
    }

    private static JobFilter metadata(String key, String value) {
        return new JobFilter(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Map.of(key, value));
    }

    /** Completed jobs, three of them in each millisecond, from {@link #OLDEST} on; every hundredth has the metadata {@code rare}. */
    private static ClientId clientWith(int completed) {
        ClientId client = jobs.newClient();
        await(jobs.pool()
                .preparedQuery("""
                insert into job (id, client_id, idempotency_key, request_hash, title, options, metadata, status, created_at,
                                 updated_at, available_at, expires_at, finished_at, callback_url)
                select uuid_v7_at(at), $1, 'k' || n, sha256('x'), 'Ledger', '{}',
                       case n % 100 when 0 then '{"rare":"yes"}' else '{"team":"a"}' end::jsonb, 'completed', at, at, at, at, at,
                       'https://example.com/' || n
                from generate_series(1, $2::int) n, lateral (select $3::timestamptz + n / 3 * interval '1 ms' as at) moment""")
                .execute(Tuple.of(client.value(), completed, OffsetDateTime.parse("2026-05-22T12:00:00Z"))));
        await(jobs.pool().preparedQuery("""
                insert into callback_delivery (job_id, webhook_id, due_at)
                select id, 'msg_' || id, now() from job where client_id = $1""").execute(Tuple.of(client.value())));
        return client;
    }

    private static List<JobPage> allPages(ClientId client, JobFilter filter, int size) {
        List<JobPage> pages = new ArrayList<>();
        Optional<JobPlace> from = Optional.empty();
        do {
            JobPage page = await(jobs.pages().page(client, filter, from, size));
            pages.add(page);
            from = page.next();
        } while (from.isPresent());
        return pages;
    }

    private static List<Job> all(List<JobPage> pages) {
        return pages.stream().flatMap(page -> page.jobs().stream()).toList();
    }

    private static List<JobId> newestFirst(ClientId client) {
        List<JobId> ids = new ArrayList<>();
        for (Row row : await(jobs.pool()
                .preparedQuery("select id from job where client_id = $1 order by created_at desc, id desc")
                .execute(Tuple.of(client.value())))) {
            ids.add(new JobId(row.getUUID("id")));
        }
        return ids;
    }

    @Test
    void pages_hold_every_job_once_newest_first() {
        ClientId client = clientWith(205);
        clientWith(5);

        List<JobPage> pages = allPages(client, JobFilter.NONE, 20);

        assertEquals(newestFirst(client), all(pages).stream().map(Job::id).toList());
        assertEquals(11, pages.size());
    }

    @Test
    void a_full_last_page_promises_no_further_one() {
        ClientId client = clientWith(40);

        for (JobFilter filter : List.of(JobFilter.NONE, statuses(JobStatus.COMPLETED))) {
            assertEquals(
                    List.of(20, 20),
                    allPages(client, filter, 20).stream()
                            .map(page -> page.jobs().size())
                            .toList());
        }
        assertEquals(1, allPages(jobs.newClient(), JobFilter.NONE, 20).size());
        assertEquals(
                1, allPages(jobs.newClient(), statuses(JobStatus.FAILED), 20).size());
    }

    @Test
    void jobs_that_come_and_go_between_pages_shift_none_and_double_none() {
        ClientId client = clientWith(60);
        List<JobId> before = newestFirst(client);
        Set<JobId> seen = new HashSet<>();
        Optional<JobPlace> from = Optional.empty();
        do {
            JobPage page = await(jobs.pages().page(client, JobFilter.NONE, from, 7));
            for (Job job : page.jobs()) {
                assertTrue(seen.add(job.id()), "no job twice");
            }
            from = page.next();
            await(jobs.store().submitted(jobs.newJob(client, JobLimits.NONE)));
            from.ifPresent(place -> await(jobs.pool()
                    .preparedQuery("delete from job where id = $1")
                    .execute(Tuple.of(place.id().value()))));
        } while (from.isPresent());

        List<JobId> left = newestFirst(client);
        before.retainAll(left);
        assertTrue(seen.containsAll(before), "what was there all along is on some page");
    }

    @Test
    void a_filter_keeps_what_it_says() {
        ClientId client = clientWith(300);
        Job other = ((SubmitOutcome.Accepted) await(jobs.store().submitted(jobs.newJob(client, JobLimits.NONE)))).job();

        assertEquals(3, all(allPages(client, metadata("rare", "yes"), 2)).size());
        assertEquals(0, all(allPages(client, metadata("rare", "no"), 2)).size());
        assertEquals(
                List.of(other.id()),
                all(allPages(client, statuses(JobStatus.QUEUED, JobStatus.RUNNING), 2)).stream()
                        .map(Job::id)
                        .toList());
        assertEquals(
                301,
                all(allPages(client, statuses(JobStatus.QUEUED, JobStatus.COMPLETED), 100))
                        .size());
    }

    @Test
    void a_time_span_holds_its_beginning_and_not_its_end() {
        ClientId client = clientWith(30);
        Instant from = OLDEST.plusMillis(2);
        Instant before = OLDEST.plusMillis(4);

        assertEquals(6, all(allPages(client, between(from, before), 4)).size());
        assertEquals(
                3, all(allPages(client, between(from.plusNanos(1), before), 4)).size());
        assertEquals(
                9, all(allPages(client, between(from, before.plusNanos(1)), 4)).size());
        assertEquals(
                6,
                all(allPages(client, between(from.minusNanos(999), before), 4)).size());
        assertEquals(0, all(allPages(client, between(before, from), 4)).size());
    }

    private static JobFilter between(Instant from, Instant before) {
        return new JobFilter(Optional.of(from), Optional.of(before), Set.of(), Optional.empty(), Map.of());
    }

    @Test
    void a_key_finds_its_job_when_all_else_holds_too() {
        ClientId client = clientWith(10);

        assertEquals(1, ofKey(client, "k7", Set.of(), Map.of()));
        assertEquals(1, ofKey(client, "k7", Set.of(JobStatus.COMPLETED), Map.of("team", "a")));
        assertEquals(0, ofKey(client, "k7", Set.of(JobStatus.FAILED), Map.of()));
        assertEquals(0, ofKey(client, "k7", Set.of(), Map.of("team", "b")));
        assertEquals(0, ofKey(client, "k77", Set.of(), Map.of()));
        assertEquals(0, ofKey(jobs.newClient(), "k7", Set.of(), Map.of()));
    }

    private static int ofKey(ClientId client, String key, Set<JobStatus> statuses, Map<String, String> metadata) {
        JobFilter filter = new JobFilter(Optional.empty(), Optional.empty(), statuses, Optional.of(key), metadata);
        List<JobPage> pages = allPages(client, filter, 20);
        assertEquals(1, pages.size());
        return all(pages).size();
    }

    @Test
    void a_job_on_a_page_shows_what_became_of_its_callback() {
        ClientId client = clientWith(3);

        for (JobFilter filter : List.of(JobFilter.NONE, statuses(JobStatus.COMPLETED))) {
            for (Job job : all(allPages(client, filter, 20))) {
                assertTrue(job.callback().nextAttemptAt() != null);
            }
        }
    }

    @Test
    void a_filter_that_matches_nothing_looks_through_a_bounded_number_of_jobs_and_reaches_the_end() {
        int many = JobPages.LOOKED_THROUGH + 1;
        ClientId client = clientWith(many);

        List<JobPage> pages = allPages(client, statuses(JobStatus.FAILED), 20);

        assertEquals(2, pages.size());
        assertEquals(0, all(pages).size());
        assertEquals(
                newestFirst(client).getLast(),
                pages.getFirst().next().orElseThrow().id());
        await(jobs.pool()
                .preparedQuery("delete from job where id = $1")
                .execute(Tuple.of(newestFirst(client).getLast().value())));
        assertEquals(1, allPages(client, statuses(JobStatus.FAILED), 20).size(), "nothing is left to look at");
    }

    /** As the client library does it, and once more with the one plan that the server may keep for all parameters. */
    @Test
    void every_page_is_read_from_the_index_without_a_sort_and_without_reading_the_table() {
        ClientId client = clientWith(12_000);
        clientWith(12_000);
        await(jobs.pool().query("analyze").execute());
        Job deep = all(allPages(client, JobFilter.NONE, 100)).get(11_000);

        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            for (String place : List.of(
                    "'9999-12-31', '00000000-0000-0000-0000-000000000000'",
                    "'" + deep.createdAt() + "', '" + deep.id() + "'")) {
                String range = "'" + client + "', '0001-01-01', " + place;
                JsonNode all = plan(mode, JobReadSql.PAGE, range + ", null, '{}', 21");
                assertByIndex(all, 21);
                JsonNode common = plan(mode, JobReadSql.PAGE, range + ", '{completed}', '{\"team\":\"a\"}', 21");
                assertByIndex(common, 25);
                JsonNode none = plan(mode, JobReadSql.PAGE, range + ", '{failed}', '{}', 21");
                assertByIndex(none, JobPages.LOOKED_THROUGH + 1);
            }
            JsonNode key = plan(
                    mode, JobReadSql.PAGE_OF_KEY, "'" + client + "', 'k7', '0001-01-01', '9999-12-31', null, '{}'");
            assertByIndex(key, 1);
        }
    }

    private static void assertByIndex(JsonNode plan, int jobsLookedAt) {
        assertFalse(nodes(plan, "Seq Scan").findAny().isPresent(), plan::toPrettyString);
        assertFalse(nodes(plan, "Bitmap Heap Scan").findAny().isPresent(), plan::toPrettyString);
        nodes(plan, "Sort").forEach(sort -> assertTrue(rows(sort) <= 21, "only what is on the page is sorted"));
        nodes(plan, "Index Scan").forEach(scan -> assertTrue(rows(scan) <= jobsLookedAt, plan::toPrettyString));
    }

    private static Stream<JsonNode> nodes(JsonNode plan, String type) {
        Stream<JsonNode> below =
                StreamSupport.stream(plan.path("Plans").spliterator(), false).flatMap(child -> nodes(child, type));
        return plan.get("Node Type").asText().equals(type) ? Stream.concat(Stream.of(plan), below) : below;
    }

    private static long rows(JsonNode node) {
        return node.path("Actual Rows").asLong() * node.path("Actual Loops").asLong()
                + node.path("Rows Removed by Filter").asLong();
    }

    private static JsonNode plan(String mode, String sql, String parameters) {
        String name = "p" + UUID.randomUUID().toString().replace("-", "");
        RowSet<Row> explained = await(jobs.pool().withConnection(connection -> connection
                .query("set plan_cache_mode = " + mode)
                .execute()
                .chain(() -> connection.query("prepare " + name + " as " + sql).execute())
                .chain(() -> connection
                        .query("explain (analyze, format json) execute " + name + "(" + parameters + ")")
                        .execute())
                .call(() -> connection.query("deallocate " + name).execute().chain(() -> connection
                        .query("reset plan_cache_mode")
                        .execute()))));
        try {
            return new ObjectMapper()
                    .readTree(explained.iterator().next().getValue(0).toString())
                    .get(0)
                    .get("Plan");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void places_are_exact_to_the_microsecond() {
        ClientId client = jobs.newClient();
        Job job = ((SubmitOutcome.Accepted) await(jobs.store().submitted(jobs.newJob(client, JobLimits.NONE)))).job();

        assertEquals(job.createdAt(), job.createdAt().truncatedTo(ChronoUnit.MICROS));
        assertEquals(
                List.of(job.id()),
                await(jobs.pages()
                                .page(client, JobFilter.NONE, Optional.of(new JobPlace(job.createdAt(), job.id())), 1))
                        .jobs()
                        .stream()
                        .map(Job::id)
                        .toList());
    }
}
