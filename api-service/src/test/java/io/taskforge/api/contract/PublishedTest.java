package io.taskforge.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.failure.DocumentedFailure;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.schema.TicketSchemas.Name;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class PublishedTest {

    private static final List<String> EVERYTHING = List.of(
            "/openapi/tickets.v1.json",
            "/openapi/tickets.v1.proto",
            "/docs",
            "/docs/tickets",
            "/docs/errors",
            "/docs/style.css");

    @Inject
    TicketsClient http;

    @Test
    void everyone_may_have_everything_and_keep_it() {
        for (String path : EVERYTHING) {
            Answer answer = http.ask(path).send();

            assertEquals(200, answer.status());
            assertEquals("public, max-age=300", answer.header("Cache-Control").orElseThrow());
            assertTrue(answer.header("ETag").orElseThrow().startsWith("\"sha256-"));
        }
    }

    @Test
    void a_bad_key_is_in_nobodys_way() {
        for (String path : EVERYTHING) {
            assertEquals(
                    200,
                    http.ask(path)
                            .header("Authorization", "Bearer nonsense")
                            .send()
                            .status());
        }
    }

    @Test
    void what_a_client_has_already_is_not_sent_again() {
        for (String path : EVERYTHING) {
            String tag = http.ask(path).send().header("ETag").orElseThrow();
            Answer again = http.ask(path).header("If-None-Match", tag).send();

            assertEquals(304, again.status());
            assertEquals("", again.response().body());
            assertEquals(
                    200,
                    http.ask(path).header("If-None-Match", "\"other\"").send().status());
        }
    }

    @Test
    void everything_can_be_asked_for_its_head() {
        for (String path : EVERYTHING) {
            Answer answer = http.ask(path).method("HEAD").send();

            assertEquals(200, answer.status());
            assertEquals("", answer.response().body());
        }
    }

    @Test
    void everything_knows_its_methods() {
        for (String path : EVERYTHING) {
            Answer answer = http.ask(path).method("DELETE").send();

            assertEquals("method_not_allowed", answer.code());
            assertEquals("GET, HEAD, OPTIONS", answer.header("Allow").orElseThrow());
        }
    }

    @Test
    void other_forms_are_not_acceptable() {
        for (String path : EVERYTHING) {
            assertEquals(
                    "not_acceptable",
                    http.ask(path).header("Accept", "image/png").send().code());
        }
    }

    @Test
    void the_openapi_document_is_the_one_that_is_made() throws Exception {
        Answer answer = http.ask("/openapi/tickets.v1.json").send();

        assertEquals("application/json", answer.header("Content-Type").orElseThrow());
        assertEquals(
                OpenApiDocument.make(),
                new ObjectMapper().readTree(answer.response().body()));
    }

    @Test
    void the_proto_is_the_one_that_the_service_is_built_from() {
        String proto = http.ask("/openapi/tickets.v1.proto").send().response().body();

        assertTrue(proto.startsWith("syntax = \"proto3\";\npackage taskforge.tickets.v1;\n"));
        io.taskforge.tickets.v1.TicketsResult.getDescriptor()
                .getFile()
                .getMessageTypes()
                .forEach(message ->
                        assertTrue(proto.contains("message " + message.getName() + " {"), message.getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/tickets", "/docs/errors"})
    void pages_are_html_without_script_or_anything_from_elsewhere(String path) {
        Answer answer = http.ask(path).send();
        String page = answer.response().body();

        assertEquals("text/html;charset=UTF-8", answer.header("Content-Type").orElseThrow());
        assertEquals(
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                answer.header("Content-Security-Policy").orElseThrow());
        assertTrue(page.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"), page);
        assertTrue(page.contains("<meta name=\"viewport\""), page);
        assertTrue(page.contains("<link rel=\"stylesheet\" href=\"/docs/style.css\">"), page);
        assertFalse(Pattern.compile("<script|<style|style=|\\son[a-z]+=|(href|src)=\"(?![/#])")
                .matcher(page)
                .find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/tickets", "/docs/errors"})
    void links_of_pages_lead_somewhere(String path) {
        Pattern.compile("href=\"(/[^\"#]*)(#[^\"]*)?\"")
                .matcher(http.ask(path).send().response().body())
                .results()
                .map(link -> link.group(1))
                .distinct()
                .forEach(target -> assertEquals(200, http.ask(target).send().status(), target));
    }

    @Test
    void every_error_has_its_place_where_its_type_leads() {
        String page = http.ask("/docs/errors").send().response().body();

        for (DocumentedFailure failure : DocumentedFailure.all()) {
            assertEquals("/docs/errors#" + failure.code(), failure.type());
            assertTrue(page.contains("<section id=\"" + failure.code() + "\">"), failure.code());
        }
    }

    @Test
    void the_page_on_tickets_shows_the_flow_as_it_was_asked_for() {
        String page = http.ask("/docs/tickets").send().response().body();

        for (String shown : List.of(
                "curl -sS -X POST http://127.0.0.1:8080/tickets/v1/jobs \\",
                "curl -sS http://127.0.0.1:8080/tickets/v1/jobs/$JOB_ID \\",
                "curl -sS http://127.0.0.1:8080/tickets/v1/jobs/$JOB_ID/result \\",
                "  -H &quot;Authorization: Bearer $TASKFORGE_API_KEY&quot; \\",
                "&quot;idempotency_key&quot;: &quot;spec-job-uuid-or-stable-client-key&quot;",
                "grpcurl -plaintext \\",
                "  127.0.0.1:50051 taskforge.tickets.v1.TicketsService/SubmitJob",
                "it may submit 50 times a second (200 at once)",
                "Keys live as long as the job's record: 90 days from the job's end.",
                "SPEC-&lt;number&gt;",
                "acceptance_criteria contains 1 to 8 non-empty strings.",
                "story_points is 1 to 100, or null; priority is one of: low, medium, high, critical; or null.")) {
            assertTrue(page.contains(shown) || page.contains(shown.replace("&quot;", "\"")), () -> shown + "\n" + page);
        }
    }

    @Test
    void the_page_on_tickets_tells_of_every_member_scope_endpoint_and_error() {
        String page = http.ask("/docs/tickets").send().response().body();

        RequestMember.all(TicketSchemas.json(Name.INPUT)).forEach(member -> {
            assertTrue(page.contains("<code>" + member.name() + "</code>"), member.name());
            assertFalse(member.meaning().isEmpty() && !member.name().equals("schema_version"), member.name());
        });
        for (Scope scope : Scope.values()) {
            assertTrue(page.contains("<code>" + scope.wireName() + "</code>"), scope.wireName());
        }
        DocumentedFailure.all()
                .forEach(failure -> assertTrue(page.contains("\"" + failure.type() + "\""), failure.code()));
        OpenApiDocument.make()
                .path("paths")
                .fieldNames()
                .forEachRemaining(
                        path -> assertTrue(!path.contains("/v1/") || page.contains("<code>" + path + "</code>"), path));
    }
}
