package io.taskforge.api.submission;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static io.taskforge.api.fixture.TicketsClient.REMOVED;
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
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ValidationTest {

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

    private Answer submit(Map<String, Object> members) {
        return http.submit(client, http.request(UUID.randomUUID().toString(), members));
    }

    private static Map<String, String> violations(Answer answer) {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode error : answer.body().path("errors")) {
            assertFalse(error.path("detail").asText().isBlank());
            found.put(error.path("pointer").asText(), error.path("code").asText());
        }
        return found;
    }

    private void assertViolations(Map<String, Object> members, Map<String, String> expected) {
        Answer answer = submit(members);
        assertEquals(400, answer.status(), answer.response()::body);
        assertEquals("validation_failed", answer.code());
        assertEquals(new TreeMap<>(expected), violations(answer), answer.response()::body);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertViolations(
                Map.of(
                        "idempotency_key",
                        "with space",
                        "title",
                        "   ",
                        "spec",
                        "",
                        "metadata",
                        Map.of("bad name", "x", "ok", 5),
                        "extra",
                        true,
                        "options",
                        Map.of(
                                "ticket_count",
                                0,
                                "max_ticket_count",
                                "six",
                                "dependency_mode",
                                "implicit",
                                "language",
                                "???",
                                "allowed_labels",
                                List.of("a", "a"),
                                "budget",
                                Map.of("max_attempts", 9, "speed", 1))),
                Map.ofEntries(
                        Map.entry("/idempotency_key", "bad_format"),
                        Map.entry("/title", "blank"),
                        Map.entry("/spec", "required"),
                        Map.entry("/metadata", "bad_format"),
                        Map.entry("/metadata/ok", "wrong_type"),
                        Map.entry("/extra", "unknown_field"),
                        Map.entry("/options/ticket_count", "out_of_range"),
                        Map.entry("/options/max_ticket_count", "wrong_type"),
                        Map.entry("/options/dependency_mode", "not_allowed"),
                        Map.entry("/options/language", "bad_format"),
                        Map.entry("/options/allowed_labels", "not_allowed"),
                        Map.entry("/options/budget/max_attempts", "out_of_range"),
                        Map.entry("/options/budget/speed", "unknown_field")));
        assertEquals(
                0,
                jobs.count(
                        "select count(*) from job where client_id = $1",
                        client.id().value()));
    }

    @Test
    void details_say_what_is_expected_in_plain_words() {
        Answer answer = submit(Map.of(
                "title", "x".repeat(201), "options", Map.of("ticket_count", 51, "output_detail", "epic", "seed", "a")));

        Map<String, String> details = new TreeMap<>();
        answer.body()
                .path("errors")
                .forEach(error -> details.put(
                        error.path("pointer").asText(), error.path("detail").asText()));
        assertEquals(
                Map.of(
                        "/title", "must have at most 200 characters",
                        "/options/ticket_count", "must be between 1 and 50",
                        "/options/output_detail", "must be one of brief, standard, detailed",
                        "/options/seed", "must be an integer or null"),
                details);
        assertEquals("4 fields are not valid.", answer.body().path("detail").asText());
    }

    @Test
    void required_members_are_named_when_missing() {
        Answer answer = http.submit(client, "{}");

        assertEquals(
                new TreeMap<>(Map.of(
                        "/schema_version", "required",
                        "/idempotency_key", "required",
                        "/title", "required",
                        "/spec", "required")),
                violations(answer));
    }

    @Test
    void a_request_with_unknown_members_only_has_its_own_code() {
        Answer answer = submit(Map.of("titel", "x", "options", Map.of("tickets", 3)));

        assertEquals(400, answer.status());
        assertEquals("unknown_field", answer.code());
        assertEquals(
                new TreeMap<>(Map.of("/titel", "unknown_field", "/options/tickets", "unknown_field")),
                violations(answer));
    }

    @Test
    void another_schema_version_is_refused_with_the_supported_ones() {
        Answer answer = submit(Map.of("schema_version", "tickets.input.v9"));

        assertEquals(400, answer.status());
        assertEquals("unsupported_schema_version", answer.code());
        assertTrue(answer.response().body().contains("tickets.input.v1"));
    }

    @Test
    void what_cannot_be_a_job_s_id_is_no_base() {
        for (String id : List.of("x", "", UUID.randomUUID() + "\n", "019e4fae-f96a-78b2-be03-8633c38ea64")) {
            assertViolations(
                    Map.of("base_job_id", id, "title", " "), Map.of("/base_job_id", "bad_format", "/title", "blank"));
        }
        assertViolations(Map.of("base_job_id", 7), Map.of("/base_job_id", "wrong_type"));
    }

    @Test
    void a_model_that_is_not_offered_is_refused_by_name() {
        assertEquals(
                202, submit(Map.of("options", Map.of("model", "qwen3:1.7b"))).status());

        Answer answer = submit(Map.of("options", Map.of("model", "gpt-9")));
        assertEquals(400, answer.status());
        assertEquals("model_not_allowed", answer.code());
        assertEquals(Map.of("/options/model", "not_allowed"), violations(answer));
        assertEquals(
                "The model in options.model is not offered here; leave it out, or name one of: qwen3:1.7b.",
                answer.body().path("detail").asText());

        assertViolations(
                Map.of("title", "", "options", Map.of("model", "gpt-9")),
                Map.of("/title", "required", "/options/model", "not_allowed"));
        assertViolations(Map.of("options", Map.of("model", "m".repeat(129))), Map.of("/options/model", "too_long"));
    }

    @Test
    void a_target_above_the_limit_contradicts_itself() {
        assertViolations(
                Map.of("options", Map.of("ticket_count", 7, "max_ticket_count", 6)),
                Map.of("/options/ticket_count", "inconsistent"));
    }

    @Test
    void lengths_count_code_points() {
        assertEquals(202, submit(Map.of("title", "😀".repeat(200))).status());
        assertEquals(202, submit(Map.of("spec", "😀".repeat(100_000))).status());
        assertViolations(Map.of("title", "😀".repeat(201)), Map.of("/title", "too_long"));
        assertViolations(Map.of("spec", "x".repeat(100_001)), Map.of("/spec", "too_long"));
    }

    /** A regular expression that repeats a group recurses once for each repetition. */
    @Test
    void texts_far_over_their_limits_are_too_long_and_overflow_nothing() {
        assertViolations(
                Map.of(
                        "title",
                        " ".repeat(300) + "x".repeat(300_000),
                        "options",
                        Map.of("language", "en" + "-a".repeat(200_000)),
                        "metadata",
                        Map.of("note", "x".repeat(2_000)),
                        "schema_version",
                        "tickets.input.v1"),
                Map.of("/title", "too_long", "/options/language", "too_long", "/metadata/note", "too_long"));
        assertViolations(
                Map.of("callback_url", "https://" + "{a}/".repeat(100_000), "base_job_id", "0-".repeat(200_000)),
                Map.of("/callback_url", "too_long", "/base_job_id", "bad_format"));
        assertViolations(
                Map.of("options", Map.of("seed", "9".repeat(400_000), "allowed_labels", List.of("x".repeat(400_000)))),
                Map.of("/options/seed", "wrong_type", "/options/allowed_labels/0", "too_long"));
        assertViolations(Map.of("title", " ".repeat(900_000)), Map.of("/title", "blank"));
        assertViolations(Map.of("idempotency_key", "k".repeat(900_000)), Map.of("/idempotency_key", "too_long"));
    }

    @Test
    void of_very_many_violations_the_gravest_hundred_are_shown_and_all_are_counted() {
        String unknown =
                IntStream.range(0, 90_000).mapToObj(i -> "\"u" + i + "\":0").collect(Collectors.joining(",", "{", "}"));

        Answer root = http.submit(client, unknown);
        assertEquals(400, root.status());
        assertEquals("validation_failed", root.code());
        assertEquals(
                "90004 fields are not valid; 100 of 90004 shown.",
                root.body().path("detail").asText());
        assertEquals(100, root.body().path("errors").size());
        assertEquals("required", violations(root).get("/spec"));

        Answer options =
                http.submit(client, http.request("k", Map.of()).replaceFirst("\\{", "{\"options\":" + unknown + ","));
        assertEquals("unknown_field", options.code());
        assertEquals(
                "90000 fields are not valid; 100 of 90000 shown.",
                options.body().path("detail").asText());
    }

    @Test
    void lists_and_metadata_of_very_many_entries_are_too_long() {
        List<Integer> entries = IntStream.range(0, 100_000).boxed().toList();
        Map<String, Object> pairs = new TreeMap<>();
        entries.subList(0, 50_000).forEach(i -> pairs.put("k" + i, "v"));

        assertViolations(Map.of("metadata", pairs), Map.of("/metadata", "too_long"));
        Map<String, String> labels = violations(submit(Map.of("options", Map.of("allowed_labels", entries))));
        assertEquals("too_long", labels.get("/options/allowed_labels"));
        assertEquals(
                Map.of("/title", "wrong_type", "/spec", "wrong_type"),
                violations(submit(Map.of("title", entries.subList(0, 50_000), "spec", pairs))));
    }

    @Test
    void nul_control_characters_and_wide_blanks_are_refused() {
        assertViolations(Map.of("spec", "a\0b"), Map.of("/spec", "bad_format"));
        assertViolations(Map.of("metadata", Map.of("k", "\0")), Map.of("/metadata/k", "bad_format"));
        assertViolations(Map.of("title", "a\nb"), Map.of("/title", "bad_format"));
        assertViolations(Map.of("spec", "\u2003\u2003"), Map.of("/spec", "blank"));
        assertViolations(Map.of("title", "\u2003"), Map.of("/title", "blank"));
    }

    @Test
    void a_line_end_after_a_pattern_does_not_slip_through() {
        assertViolations(Map.of("idempotency_key", "key\n"), Map.of("/idempotency_key", "bad_format"));
        assertViolations(Map.of("options", Map.of("language", "en\n")), Map.of("/options/language", "bad_format"));
        assertViolations(Map.of("metadata", Map.of("k\n", "v")), Map.of("/metadata", "bad_format"));
    }

    @Test
    void text_that_only_looks_like_an_escaped_nul_is_kept() {
        Answer answer = submit(Map.of("metadata", Map.of("path", "C:\\u0000dir")));

        assertEquals(202, answer.status(), answer.response()::body);
        assertEquals("C:\\u0000dir", answer.body().path("metadata").path("path").asText());
    }

    @Test
    void no_answer_repeats_the_spec_or_the_key() {
        Answer answer = submit(Map.of("idempotency_key", "top secret", "spec", "\0hidden plan"));

        assertFalse(answer.response().body().contains("secret"));
        assertFalse(answer.response().body().contains("hidden"));
    }

    @Test
    void only_one_reading_of_a_body_is_possible() {
        for (String body : List.of(
                "",
                "   ",
                "{",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{} {}",
                "{}x",
                "{'title':'a'}",
                "{\"title\":\"\\ud800\"}",
                "[".repeat(51) + "]".repeat(51),
                "nul")) {
            Answer answer = http.submit(client, body);
            assertEquals(400, answer.status(), body);
            assertEquals("malformed_json", answer.code(), body);
        }
        byte[] latin1 = "{\"title\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "malformed_json",
                http.ask(JOBS).as(client).chunked(latin1).send().code());
    }

    @Test
    void a_body_that_is_no_object_is_the_wrong_type() {
        for (String body : List.of("[]", "null", "5", "\"x\"")) {
            Answer answer = http.submit(client, body);
            assertEquals(400, answer.status(), body);
            assertEquals(Map.of("", "wrong_type"), violations(answer), body);
        }
    }

    @Test
    void an_idempotency_key_header_that_cannot_be_read_is_a_violation() {
        for (String header : List.of("\"open", "\"a\"b", "\"a\\x\"")) {
            Answer answer = http.ask(JOBS)
                    .as(client)
                    .header("Idempotency-Key", header)
                    .body(http.request("x", Map.of("idempotency_key", REMOVED)))
                    .send();
            assertEquals(Map.of("/idempotency_key", "required"), violations(answer), header);
        }
    }

    @Test
    void other_media_types_are_refused() {
        String body = http.request("k", Map.of());
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/jsonx",
                "application/json; charset",
                "application/json; a=b; charset=latin1")) {
            Answer answer = http.ask(JOBS).as(client).chunkedAs(type, body).send();
            assertEquals(415, answer.status(), type);
            assertEquals("unsupported_media_type", answer.code());
        }
        assertEquals(
                202,
                http.ask(JOBS)
                        .as(client)
                        .chunkedAs("application/json; charset=\"UTF-8\"; profile=x", body)
                        .send()
                        .status());
        assertEquals(
                202,
                http.ask(JOBS)
                        .as(client)
                        .chunkedAs("application/json" + ";a".repeat(4_000), body)
                        .send()
                        .status());
        assertEquals(
                415,
                http.ask(JOBS)
                        .as(client)
                        .header("Content-Encoding", "gzip")
                        .body(body)
                        .send()
                        .status());
    }
}
