package io.taskforge.api.result;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.Sha256;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A result in other forms than the stored one: at a URL of its own, and, as Markdown, where Accept asks for it. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ExportTest {

    private static final String CACHING = "private, max-age=3600, immutable";

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

    private Answer export(String job, String query) {
        return http.ask(path(job, query)).as(client).send();
    }

    private static String path(String job, String query) {
        return JOBS + "/" + job + "/result/export" + query;
    }

    private Answer result(String job, String accept) {
        return http.ask(JOBS + "/" + job + "/result")
                .as(client)
                .header("Accept", accept)
                .send();
    }

    @ParameterizedTest
    @CsvSource({"markdown, text/markdown, md", "csv, text/csv, csv"})
    void a_result_is_a_file_to_take_away(String format, String type, String extension) {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        Answer answer = export(job, "?format=" + format);

        assertEquals(200, answer.status());
        assertEquals(type + ";charset=UTF-8", answer.header("Content-Type").orElseThrow());
        assertEquals(
                "attachment; filename=\"tickets-" + job + "." + extension + "\"",
                answer.header("Content-Disposition").orElseThrow());
        assertEquals(CACHING, answer.header("Cache-Control").orElseThrow());
        assertTrue(answer.response().body().contains("It balances."));
        assertEquals(
                answer.response().body(),
                export(job, "?format=" + format).response().body());
    }

    @Test
    void texts_arrive_in_utf_8_and_what_is_not_known_here_is_left_out() {
        String page = export(jobs.in(JobStatus.COMPLETED, client.id()), "?format=markdown")
                .response()
                .body();

        assertTrue(page.startsWith("# Ledger\n\né😀\n"), page);
        assertTrue(page.contains("### SPEC-1: Balance\n"), page);
    }

    @Test
    void each_form_has_a_tag_of_its_own_made_of_the_results_hash() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        String hash = HexFormat.of().formatHex(Sha256.of(Jobs.RESULT));
        String csv = export(job, "?format=csv").header("ETag").orElseThrow();
        String markdown = export(job, "?format=markdown").header("ETag").orElseThrow();

        assertNotEquals(csv, markdown);
        for (String tag : List.of(csv, markdown)) {
            assertTrue(tag.matches("\"sha256-" + hash + "-(csv|markdown)-\\d+\""), tag);
        }
        assertEquals(markdown, result(job, "text/markdown").header("ETag").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "markdown"})
    void who_has_it_already_gets_no_body(String format) {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        String tag = export(job, "?format=" + format).header("ETag").orElseThrow();
        Answer answer = http.ask(path(job, "?format=" + format))
                .as(client)
                .header("If-None-Match", "\"a\", " + tag)
                .send();

        assertEquals(304, answer.status());
        assertEquals("", answer.response().body());
        assertEquals(tag, answer.header("ETag").orElseThrow());
        assertEquals(CACHING, answer.header("Cache-Control").orElseThrow());
        String other = format.equals("csv") ? "markdown" : "csv";
        assertEquals(
                200,
                http.ask(path(job, "?format=" + other))
                        .as(client)
                        .header("If-None-Match", tag)
                        .send()
                        .status());
    }

    @Test
    void a_head_tells_what_a_get_would() {
        String path = path(jobs.in(JobStatus.COMPLETED, client.id()), "?format=csv");
        Answer get = http.ask(path).as(client).send();
        Answer head = http.ask(path).as(client).method("HEAD").send();

        assertEquals(200, head.status());
        assertEquals("", head.response().body());
        for (String name : List.of("ETag", "Cache-Control", "Content-Type", "Content-Disposition")) {
            assertEquals(get.header(name), head.header(name), name);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', required", "?format=, required", "?format=pdf, not_allowed", "?format=csv&format=csv, not_allowed"
    })
    void a_form_that_there_is_not_is_refused(String query, String code) {
        Answer answer = export(jobs.in(JobStatus.COMPLETED, client.id()), query);

        assertEquals(400, answer.status());
        assertEquals("validation_failed", answer.code());
        assertEquals("/format", answer.body().at("/errors/0/pointer").asText());
        assertEquals(code, answer.body().at("/errors/0/code").asText());
    }

    @Test
    void whoever_names_a_wrong_form_is_told_what_there_is() {
        assertEquals(
                "must be markdown or csv",
                export(jobs.in(JobStatus.COMPLETED, client.id()), "?format=pdf")
                        .body()
                        .at("/errors/0/detail")
                        .asText());
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void a_job_without_a_result_is_refused_as_by_the_result(JobStatus status) {
        if (status == JobStatus.COMPLETED) {
            return;
        }
        String job = jobs.in(status, client.id());

        assertSameRefusal(http.result(client, job), export(job, "?format=csv"));
        assertSameRefusal(http.result(client, job), result(job, "text/markdown"));
    }

    private static void assertSameRefusal(Answer result, Answer export) {
        assertEquals(result.status(), export.status());
        assertTrue(export.status() >= 400);
        for (String member : List.of("code", "detail", "job", "partial_result_url", "retryable")) {
            assertEquals(result.body().path(member), export.body().path(member), member);
        }
        assertEquals(result.header("Retry-After"), export.header("Retry-After"));
        assertEquals(Optional.empty(), export.header("Content-Disposition"));
    }

    @Test
    void a_result_that_is_no_longer_kept_is_gone_in_every_form() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        clients.one("delete from job_result where job_id = $1 returning job_id", Tuple.of(UUID.fromString(job)));

        assertEquals("result_expired", export(job, "?format=csv").code());
        assertSameRefusal(http.result(client, job), export(job, "?format=csv"));
    }

    @Test
    void no_job_no_export() {
        for (String job : List.of("x", UUID.randomUUID().toString())) {
            assertEquals(404, export(job, "?format=csv").status());
        }
    }

    @Test
    void drafts_can_be_taken_away_where_they_will_do() {
        String job = jobs.draftedThenIn(JobStatus.FAILED, client.id());

        assertSameRefusal(http.result(client, job), export(job, "?format=markdown"));
        Answer drafts = export(job, "?format=markdown&partial=true");
        assertEquals(200, drafts.status());
        assertTrue(drafts.response().body().contains("**Partial:**"));
        assertEquals(
                "/partial",
                export(job, "?format=csv&partial=no")
                        .body()
                        .at("/errors/0/pointer")
                        .asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/markdown",
                "text/markdown;charset=utf-8",
                "text/markdown, */*;q=0.1",
                "application/json;q=0.5, text/markdown",
                "text/*"
            })
    void the_result_is_markdown_for_who_likes_that_better(String accept) {
        Answer answer = result(jobs.in(JobStatus.COMPLETED, client.id()), accept);

        assertEquals(200, answer.status());
        assertEquals(
                "text/markdown;charset=UTF-8", answer.header("Content-Type").orElseThrow());
        assertTrue(answer.response().body().startsWith("# Ledger\n"));
        assertEquals("Accept", answer.header("Vary").orElseThrow());
        assertEquals(CACHING, answer.header("Cache-Control").orElseThrow());
        assertEquals(Optional.empty(), answer.header("Content-Disposition"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                "application/json, text/markdown",
                "text/html, */*;q=0.8",
                "text/markdown;q=0.5, application/json"
            })
    void the_result_is_json_for_everybody_else(String accept) {
        Answer answer = result(jobs.in(JobStatus.COMPLETED, client.id()), accept);

        assertEquals(200, answer.status());
        assertEquals(Jobs.RESULT, answer.response().body());
        assertEquals("Accept", answer.header("Vary").orElseThrow());
    }

    @Test
    void the_result_is_json_for_who_says_nothing_and_never_csv() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        assertEquals(Jobs.RESULT, http.result(client, job).response().body());
        assertEquals("not_acceptable", result(job, "text/csv").code());
    }

    @Test
    void what_a_client_has_as_json_it_does_not_have_as_markdown() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        String json = http.result(client, job).header("ETag").orElseThrow();

        assertEquals(
                200,
                http.ask(JOBS + "/" + job + "/result")
                        .as(client)
                        .header("Accept", "text/markdown")
                        .header("If-None-Match", json)
                        .send()
                        .status());
    }
}
