package io.taskforge.api.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.RawHttp;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class JobListTest {

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    private Answer list(String query) {
        return http.ask(TicketsClient.JOBS + query).as(client).send();
    }

    private static List<String> ids(Answer answer) {
        assertEquals(200, answer.status(), () -> answer.response().body());
        List<String> ids = new ArrayList<>();
        answer.body().path("jobs").forEach(job -> ids.add(job.path("job_id").asText()));
        return ids;
    }

    /** Newest first, as pages show them. */
    private List<String> inQueue(int howMany) {
        List<String> ids = new ArrayList<>();
        IntStream.range(0, howMany).forEach(i -> ids.add(jobs.in(JobStatus.QUEUED, client.id())));
        Collections.reverse(ids);
        return ids;
    }

    private static String next(Answer answer) {
        return answer.body().path("next_page_token").asText();
    }

    private static boolean isLast(Answer answer) {
        return answer.body().get("next_page_token").isNull();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void a_client_without_jobs_has_an_empty_page() {
        Answer answer = list("");

        assertEquals("{\"jobs\":[],\"next_page_token\":null}", answer.response().body());
    }

    @Test
    void pages_show_every_job_once_newest_first() {
        List<String> all = inQueue(5);
        jobs.in(JobStatus.QUEUED, clients.withEveryScope().id());

        Answer first = list("?page_size=2");
        Answer second = list("?page_size=2&page_token=" + next(first));
        Answer third = list("?page_size=2&page_token=" + next(second));

        assertEquals(
                all,
                Stream.of(first, second, third)
                        .flatMap(page -> ids(page).stream())
                        .toList());
        assertTrue(isLast(third));
    }

    @Test
    void a_full_last_page_promises_no_further_one() {
        inQueue(4);

        Answer second = list("?page_size=2&page_token=" + next(list("?page_size=2")));

        assertEquals(2, ids(second).size());
        assertTrue(isLast(second));
    }

    @Test
    void a_page_is_as_large_as_asked_for_and_never_larger_than_a_hundred() {
        inQueue(105);

        for (var expected : Map.of("", 20, "?page_size=0", 20, "?page_size=000", 20, "?page_size=101", 100)
                .entrySet()) {
            assertEquals(expected.getValue(), ids(list(expected.getKey())).size(), expected.getKey());
        }
        assertEquals(100, ids(list("?page_size=99999999999999999999")).size());
        assertEquals(100, ids(list("?page_size=0100")).size());
        assertEquals(1, ids(list("?page_size=1")).size());
    }

    @Test
    void a_page_may_be_of_another_size_than_the_one_before() {
        List<String> all = inQueue(4);
        Answer first = list("?page_size=1");

        assertEquals(all.subList(1, 4), ids(list("?page_size=50&page_token=" + next(first))));
    }

    @Test
    void jobs_submitted_between_pages_shift_none() {
        List<String> all = inQueue(4);
        Answer first = list("?page_size=2");
        inQueue(3);

        Answer second = list("?page_size=2&page_token=" + next(first));

        assertEquals(
                all,
                Stream.of(first, second).flatMap(page -> ids(page).stream()).toList());
        assertTrue(isLast(second));
    }

    @Test
    void a_job_in_a_list_is_shown_without_input_result_or_place_in_the_queue() {
        String completed = jobs.in(JobStatus.COMPLETED, client.id());
        String queued = jobs.in(JobStatus.QUEUED, client.id());
        jobs.change(queued, "callback_url = 'https://example.com/{job_id}'");

        JsonNode page = list("").body();

        assertFalse(page.path("jobs").get(0).has("queue_position"));
        assertEquals("pending", page.path("jobs").get(0).at("/callback/status").asText());
        assertEquals(http.status(client, completed).body(), page.path("jobs").get(1));
        assertEquals(
                TicketsClient.JOBS + "/" + queued + "/events",
                page.path("jobs").get(0).path("events_url").asText());
        Set<String> members = new TreeSet<>();
        page.path("jobs").forEach(job -> job.fieldNames().forEachRemaining(members::add));
        members.retainAll(Set.of("spec", "options", "result", "tickets"));
        assertEquals(Set.of(), members);
    }

    @Test
    void statuses_choose_any_of_them() {
        String running = jobs.in(JobStatus.RUNNING, client.id());
        String failed = jobs.in(JobStatus.FAILED, client.id());
        jobs.in(JobStatus.QUEUED, client.id());

        assertEquals(List.of(failed, running), ids(list("?status=running&status=failed&status=running")));
        assertEquals(List.of(failed), ids(list("?status=failed")));
        assertEquals(List.of(), ids(list("?status=expired")));
    }

    @Test
    void a_time_span_holds_neither_its_beginning_nor_its_end() {
        List<String> all = inQueue(3);
        String middle =
                http.status(client, all.get(1)).body().path("created_at").asText();
        String before = OffsetDateTime.parse(middle).minusNanos(1_000).toString();
        String afterwards = OffsetDateTime.parse(middle).plusNanos(1_000).toString();

        assertEquals(all.subList(0, 2), ids(list("?created_after=" + encoded(before))));
        assertEquals(all.subList(0, 1), ids(list("?created_after=" + encoded(middle))));
        assertEquals(all.subList(2, 3), ids(list("?created_before=" + encoded(middle))));
        assertEquals(
                all.subList(1, 2),
                ids(list("?created_after=" + encoded(before) + "&created_before=" + encoded(afterwards))));
    }

    @Test
    void a_time_copied_from_a_document_is_understood_without_encoding() {
        List<String> all = inQueue(2);
        String created =
                http.status(client, all.getLast()).body().path("created_at").asText();

        assertTrue(created.endsWith("+00:00"));
        assertEquals(all.subList(0, 1), ids(list("?created_after=" + created)));
        assertEquals(all, ids(list("?created_before=2999-01-01t00:00:00z")));
        assertEquals(List.of(), ids(list("?created_after=2999-01-01T00:00:00.123456789-11:30")));
    }

    @Test
    void a_key_finds_the_job_whose_id_was_lost() {
        String id = http.submit(client, http.request("lost-1", Map.of()))
                .body()
                .path("job_id")
                .asText();
        http.submitted(client);

        assertEquals(List.of(id), ids(list("?idempotency_key=lost-1")));
        assertEquals(List.of(), ids(list("?idempotency_key=lost-1&status=failed")));
        assertEquals(List.of(), ids(list("?idempotency_key=lost")));
    }

    @Test
    void metadata_chooses_jobs_that_have_every_pair() {
        String both = submittedWith(Map.of("team", "a", "a.b-c_D", "1 %é😀"));
        String one = submittedWith(Map.of("team", "a"));
        submittedWith(Map.of("team", "b", "Team", "a"));

        assertEquals(List.of(one, both), ids(list("?metadata.team=a")));
        assertEquals(List.of(both), ids(list("?metadata.team=a&metadata.a.b-c_D=" + encoded("1 %é😀"))));
        assertEquals(List.of(), ids(list("?metadata.team=a&metadata.none=")));
        assertEquals(List.of(), ids(list("?metadata.team=" + encoded("a\"} or 1=1 --"))));
    }

    private String submittedWith(Map<String, String> metadata) {
        return http.submit(client, http.request(UUID.randomUUID().toString(), Map.of("metadata", metadata)))
                .body()
                .path("job_id")
                .asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "page_size=-1 /page_size out_of_range",
                "page_size=x /page_size wrong_type",
                "page_size=1.5 /page_size wrong_type",
                "page_size=%2B5 /page_size wrong_type",
                "page_size= /page_size wrong_type",
                "page_size=- /page_size wrong_type",
                "page_size=٣ /page_size wrong_type",
                "page_size=1&page_size=2 /page_size not_allowed",
                "status=done /status not_allowed",
                "status=QUEUED /status not_allowed",
                "status= /status not_allowed",
                "status=queued,running /status not_allowed",
                "created_after=yesterday /created_after bad_format",
                "created_after=2026-05-22 /created_after bad_format",
                "created_after=2026-05-22T12:35Z /created_after bad_format",
                "created_after=2026-05-22T12:35:27 /created_after bad_format",
                "created_after=2026-13-22T12:35:27Z /created_after bad_format",
                "created_before=2026-05-22T24:00:01Z /created_before bad_format",
                "created_before= /created_before bad_format",
                "idempotency_key= /idempotency_key bad_format",
                "idempotency_key=%00 /idempotency_key bad_format",
                "idempotency_key=a%20b /idempotency_key bad_format",
                "metadata.team=%00 /metadata.team bad_format",
                "metadata.team=a&metadata.team=b /metadata.team not_allowed"
            })
    void what_cannot_be_a_filter_is_refused(String query, String pointer, String code) {
        Answer answer = list("?" + encodedDigits(query));

        assertEquals(400, answer.status(), () -> answer.response().body());
        assertEquals("validation_failed", answer.code());
        assertEquals(
                1, answer.body().path("errors").size(), () -> answer.response().body());
        assertEquals(pointer, answer.body().at("/errors/0/pointer").asText());
        assertEquals(code, answer.body().at("/errors/0/code").asText());
    }

    @Test
    void no_name_of_metadata_holds_what_the_database_cannot() {
        Answer answer = list("?metadata.a%00=x");

        assertEquals("validation_failed", answer.code());
        assertEquals("/metadata.a\0", answer.body().at("/errors/0/pointer").asText());
    }

    private static String encodedDigits(String query) {
        return query.replace("٣", encoded("٣"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pagesize=5", "Status=queued", "metadata=a", "metadata.=a", "offset=3", "a~/b=1"})
    void a_parameter_that_is_not_known_is_refused_and_not_ignored(String query) {
        Answer answer = list("?page_size=5&" + query);

        assertEquals(400, answer.status());
        assertEquals("unknown_field", answer.code());
        assertEquals(
                "/" + query.substring(0, query.indexOf('=')).replace("~", "~0").replace("/", "~1"),
                answer.body().at("/errors/0/pointer").asText());
    }

    @Test
    void every_violation_is_told_up_to_a_hundred() {
        Answer three = list("?page_size=x&status=done&offset=3");
        assertEquals("validation_failed", three.code());
        assertEquals(3, three.body().path("errors").size());

        StringBuilder flood = new StringBuilder("?");
        IntStream.range(0, 500).forEach(i -> flood.append("x").append(i).append('&'));
        assertEquals(100, list(flood.toString()).body().path("errors").size());
        String longName = "n".repeat(3_000);
        assertTrue(list("?" + longName + "=1").response().body().length() < 1_000);
    }

    @Test
    void a_query_that_is_not_encoded_is_the_clients_mistake() {
        for (String query : List.of("?status=%zz", "?%", "?page_size=%")) {
            assertEquals(400, rawStatus(query), query);
        }
    }

    private int rawStatus(String query) {
        try (var raw = RawHttp.open()) {
            raw.send("GET " + TicketsClient.JOBS + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + client.key() + "\r\nConnection: close\r\n\r\n");
            return Integer.parseInt(raw.readAll().split(" ", 3)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_list_needs_a_key_that_may_read() {
        assertEquals(401, http.ask(TicketsClient.JOBS).send().status());
        assertEquals(
                403,
                http.ask(TicketsClient.JOBS)
                        .as(clients.with(Scope.TICKETS_SUBMIT))
                        .send()
                        .status());
        assertEquals(
                200,
                http.ask(TicketsClient.JOBS)
                        .as(clients.with(Scope.TICKETS_READ))
                        .send()
                        .status());
    }
}
