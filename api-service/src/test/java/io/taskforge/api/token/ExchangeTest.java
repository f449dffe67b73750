package io.taskforge.api.token;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ExchangeTest {

    private static final String TOKEN = "/oauth/token";
    private static final String GRANT = "grant_type=client_credentials";

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

    @AfterEach
    void letGo() {
        ticker.letGo();
    }

    private Answer exchange(ClientWithKey client, String form) {
        return http.ask(TOKEN).as(client).form(form).send();
    }

    private Answer status(String token, String job) {
        return http.ask(JOBS + "/" + job).bearer(token).send();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Answer answer, int status, String error) {
        assertEquals(status, answer.status(), () -> answer.body().toString());
        assertEquals(
                "application/json", answer.header("Content-Type").orElseThrow().split(";", 2)[0]);
        assertEquals(Set.of("error", "error_description"), Set.copyOf(names(answer.body())));
        assertEquals(error, answer.body().path("error").asText());
        String description = answer.body().path("error_description").asText();
        assertTrue(description.matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+"), description);
        assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
        assertEquals(
                error.equals("invalid_client"),
                answer.header("WWW-Authenticate").isPresent());
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void a_key_is_exchanged_for_a_token_with_its_scopes() {
        Answer answer = exchange(clients.with(Scope.TICKETS_SUBMIT, Scope.TICKETS_READ), GRANT);

        assertEquals(200, answer.status());
        assertEquals(Set.of("access_token", "token_type", "expires_in", "scope"), Set.copyOf(names(answer.body())));
        assertEquals("Bearer", answer.body().path("token_type").asText());
        assertEquals(600, answer.body().path("expires_in").asInt());
        assertEquals("tickets:read tickets:submit", answer.body().path("scope").asText());
        assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
        assertEquals("no-cache", answer.header("Pragma").orElseThrow());
    }

    @Test
    void the_key_may_be_shown_in_each_way_that_oauth_knows() {
        ClientWithKey client = clients.withEveryScope();
        String form = GRANT + "&client_secret=" + client.key();

        for (TicketsClient.Ask ask : List.of(
                http.ask(TOKEN).as(client).form(GRANT),
                http.ask(TOKEN).as(client).form(GRANT + "&client_id=" + client.keyId()),
                http.ask(TOKEN)
                        .header("Authorization", basic(client.keyId(), client.key()))
                        .form(GRANT),
                http.ask(TOKEN)
                        .header(
                                "Authorization",
                                basic(client.keyId(), client.key()).replace("Basic", "bAsIc"))
                        .form(GRANT),
                http.ask(TOKEN).form(form),
                http.ask(TOKEN).form(form + "&client_id=" + client.keyId()),
                http.ask(TOKEN).form(form + "&scope=&unknown=1&&unknown%20too"))) {
            Answer answer = ask.send();

            assertEquals(200, answer.status(), () -> answer.body().toString());
        }
    }

    @Test
    void a_token_may_have_fewer_scopes_than_its_key() {
        ClientWithKey client = clients.withEveryScope();
        String job = jobs.in(JobStatus.QUEUED, client.id());

        Answer answer = exchange(client, GRANT + "&scope=tickets%3Aread++tickets:read");
        String token = answer.body().path("access_token").asText();

        assertEquals("tickets:read", answer.body().path("scope").asText());
        assertEquals(200, status(token, job).status());
        assertEquals(
                "insufficient_scope",
                http.ask(JOBS + "/" + job).bearer(token).method("DELETE").send().code());
        assertEquals(
                Status.Code.PERMISSION_DENIED,
                Rpc.failure(() -> rpc.with("Bearer " + token)
                                .submitJob(Rpc.request("k").build()))
                        .code());
    }

    @Test
    void a_token_may_have_no_scope_but_its_key_s() {
        ClientWithKey readOnly = clients.with(Scope.TICKETS_READ);

        for (String scope : List.of("tickets:submit", "tickets:read tickets:submit", "admin", "TICKETS:READ")) {
            assertRefused(exchange(readOnly, GRANT + "&scope=" + scope.replace(" ", "+")), 400, "invalid_scope");
        }
        assertRefused(exchange(clients.with(), GRANT), 400, "invalid_scope");
    }

    @Test
    void what_is_no_request_for_a_token_is_told_in_oauth_s_words() {
        ClientWithKey client = clients.withEveryScope();

        assertRefused(exchange(client, ""), 400, "invalid_request");
        assertRefused(exchange(client, "grant_type="), 400, "invalid_request");
        assertRefused(exchange(client, GRANT + "&" + GRANT), 400, "invalid_request");
        assertRefused(exchange(client, GRANT + "&scope=%zz"), 400, "invalid_request");
        assertRefused(exchange(client, GRANT + "&client_secret=" + client.key()), 400, "invalid_request");
        assertRefused(exchange(client, "grant_type=password"), 400, "unsupported_grant_type");
        assertRefused(exchange(client, "grant_type=CLIENT_CREDENTIALS"), 400, "unsupported_grant_type");
        assertRefused(
                http.ask(TOKEN)
                        .as(client)
                        .header("Authorization", basic(client.keyId(), client.key()))
                        .form(GRANT)
                        .send(),
                400,
                "invalid_request");
    }

    @Test
    void unknown_expired_revoked_mistyped_and_disabled_clients_are_invalid() {
        ClientWithKey expired = clients.withEveryScope();
        clients.changeKey(expired, "expires_at = now() - interval '1 second'");
        ClientWithKey revoked = clients.withEveryScope();
        clients.changeKey(revoked, "revoked_at = now()");
        ClientWithKey disabled = clients.withEveryScope();
        clients.disable(disabled.id());
        String good = clients.withEveryScope().key();
        String unknown = ApiKey.mint(new SecureRandom()).reveal();

        for (String key : List.of(expired.key(), revoked.key(), disabled.key(), unknown, good + "x", "x")) {
            Answer answer = http.ask(TOKEN).bearer(key).form(GRANT).send();

            assertRefused(answer, 401, "invalid_client");
            assertEquals(
                    "Bearer realm=\"taskforge\"",
                    answer.header("WWW-Authenticate").orElseThrow());
        }
    }

    @Test
    void a_client_that_tried_basic_is_asked_for_basic() {
        ClientWithKey client = clients.withEveryScope();
        ClientWithKey other = clients.withEveryScope();

        for (String tried : List.of(
                basic(other.keyId(), client.key()),
                basic("", client.key()),
                basic(client.keyId(), "x"),
                "Basic " + Base64.getEncoder().encodeToString(client.key().getBytes(StandardCharsets.UTF_8)),
                "Basic *")) {
            Answer answer =
                    http.ask(TOKEN).header("Authorization", tried).form(GRANT).send();

            assertRefused(answer, 401, "invalid_client");
            assertEquals(
                    "Basic realm=\"taskforge\", charset=\"UTF-8\"",
                    answer.header("WWW-Authenticate").orElseThrow());
        }
    }

    @Test
    void without_a_key_or_with_another_s_id_there_is_no_client() {
        ClientWithKey client = clients.withEveryScope();

        for (Answer answer : List.of(
                http.ask(TOKEN).form(GRANT).send(),
                http.ask(TOKEN).form(GRANT + "&client_id=" + client.keyId()).send(),
                http.ask(TOKEN).header("Authorization", "Digest x").form(GRANT).send(),
                http.ask(TOKEN).header("Authorization", "Bearer").form(GRANT).send(),
                exchange(
                        client, GRANT + "&client_id=" + clients.withEveryScope().keyId()))) {
            assertRefused(answer, 401, "invalid_client");
        }
    }

    /** Or a stolen token could be renewed for ever. */
    @Test
    void a_token_is_not_exchanged_for_a_token() {
        String token = http.token(clients.withEveryScope());

        assertRefused(http.ask(TOKEN).bearer(token).form(GRANT).send(), 401, "invalid_client");
        assertRefused(http.ask(TOKEN).form(GRANT + "&client_secret=" + token).send(), 401, "invalid_client");
    }

    @Test
    void a_body_of_another_kind_or_size_is_refused_as_everywhere() {
        ClientWithKey client = clients.withEveryScope();
        String filled = GRANT + "&filler=";
        String largest = filled + "x".repeat((8 << 10) - filled.length());

        assertEquals(200, exchange(client, largest).status());
        assertEquals("payload_too_large", exchange(client, largest + "x").code());
        assertEquals(
                "payload_too_large",
                http.ask(TOKEN)
                        .as(client)
                        .chunkedAs("application/x-www-form-urlencoded", largest + "x")
                        .send()
                        .code());
        assertEquals(
                "unsupported_media_type",
                http.ask(TOKEN).as(client).body("{}").send().code());
        Answer read = http.ask(TOKEN).as(client).send();
        assertEquals("method_not_allowed", read.code());
        assertEquals("OPTIONS, POST", read.header("Allow").orElseThrow());
    }

    @Test
    void an_exchange_counts_as_reading() {
        ClientWithKey client = clients.withEveryScope();
        clients.change(client.id(), "read_per_second = 1, read_burst = 1");
        ticker.hold();

        Answer first = exchange(client, GRANT);
        Answer second = http.ask(TOKEN).as(client).form(GRANT).send();

        assertEquals("\"read\";r=0;t=1", first.header("RateLimit").orElseThrow());
        assertEquals("rate_limited", second.code());
        assertEquals("1", second.header("Retry-After").orElseThrow());
    }
}
