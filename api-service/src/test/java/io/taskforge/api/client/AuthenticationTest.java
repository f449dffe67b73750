package io.taskforge.api.client;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TestTicker;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Scope;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class AuthenticationTest {

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    KeyUse use;

    @Inject
    TestTicker ticker;

    @Test
    void no_key_and_other_schemes_are_missing_credentials() {
        for (String header : List.of("", "Bearer", "Basic dXNlcjpwdw==", "tfk_live_x")) {
            TicketsClient.Ask ask = http.ask(JOBS + "/x");
            Answer answer = (header.isEmpty() ? ask : ask.header("Authorization", header)).send();

            assertEquals(401, answer.status());
            assertEquals("missing_credentials", answer.code());
            assertEquals(
                    "Bearer realm=\"taskforge\"",
                    answer.header("WWW-Authenticate").orElseThrow());
        }
    }

    @Test
    void unknown_mistyped_expired_and_revoked_keys_look_the_same() {
        ClientWithKey expired = clients.withEveryScope();
        clients.changeKey(expired, "expires_at = now() - interval '1 second'");
        ClientWithKey revoked = clients.withEveryScope();
        clients.changeKey(revoked, "revoked_at = now()");
        ClientWithKey otherSecret = clients.withEveryScope();
        clients.changeKey(otherSecret, "secret_hash = sha256('other')");
        String unknown = ApiKey.mint(new SecureRandom()).reveal();
        String mistyped = clients.withEveryScope().key() + "x";

        for (String token : List.of(expired.key(), revoked.key(), otherSecret.key(), unknown, mistyped, "eyJ.a.b")) {
            Answer answer = http.ask(JOBS + "/x")
                    .header("Authorization", "Bearer " + token)
                    .send();
            assertEquals(401, answer.status(), token);
            assertEquals("invalid_credentials", answer.code());
            assertEquals(
                    "The API key or access token is not known, has expired or was revoked; get a new one.",
                    answer.body().path("detail").asText());
            assertEquals(
                    "Bearer realm=\"taskforge\", error=\"invalid_token\"",
                    answer.header("WWW-Authenticate").orElseThrow());
        }
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        ClientWithKey client = clients.withEveryScope();

        Answer answer = http.ask(JOBS + "/x")
                .header("Authorization", "bearer " + client.key())
                .send();

        assertEquals("job_not_found", answer.code());
    }

    @Test
    void who_asks_is_settled_before_what_is_asked() {
        ClientWithKey readOnly = clients.with(Scope.TICKETS_READ);
        byte[] tooLarge = new byte[(1 << 20) + 1];

        assertEquals(401, http.ask(JOBS).chunked(tooLarge).send().status());
        assertEquals(403, http.ask(JOBS).as(readOnly).chunked(tooLarge).send().status());
        assertEquals(
                415,
                http.ask(JOBS)
                        .as(clients.withEveryScope())
                        .chunkedAs("text/plain", "x".repeat(tooLarge.length))
                        .send()
                        .status());
    }

    @Test
    void the_last_use_of_a_key_is_noted() throws InterruptedException {
        ClientWithKey client = clients.withEveryScope();
        http.status(client, "x");
        use.note();

        Eventually.holds("noted", () -> usesNoted(client) == 1);
    }

    @Test
    void using_a_token_is_using_its_key() throws InterruptedException {
        ClientWithKey client = clients.withEveryScope();
        String token = http.token(client);
        use.note();
        Eventually.holds("the exchange is noted", () -> usesNoted(client) == 1);
        clients.changeKey(client, "last_used_at = null");
        http.ask(JOBS + "/x").bearer(token).send();
        use.note();

        Eventually.holds("the use of the token is noted", () -> usesNoted(client) == 1);
    }

    private long usesNoted(ClientWithKey key) {
        return jobs.count("select count(*) from api_key where key_id = $1 and last_used_at is not null", key.keyId());
    }

    @Test
    void a_revoked_key_ends_within_the_time_that_standings_are_kept_and_the_client_s_other_key_goes_on() {
        ClientWithKey old = clients.withEveryScope();
        ClientWithKey fresh = clients.keyOf(old.id(), Scope.TICKETS_READ);
        assertEquals(404, http.status(old, "x").status());
        assertEquals(404, http.status(fresh, "x").status());
        clients.changeKey(old, "revoked_at = now()");
        ticker.jump(Duration.ofSeconds(30));

        assertEquals("invalid_credentials", http.status(old, "x").code());
        assertEquals("job_not_found", http.status(fresh, "x").code());
    }

    /** Keys are rotated under traffic, and a retry may come with the new one. */
    @Test
    void a_client_s_keys_share_its_jobs_and_its_idempotency_keys() {
        ClientWithKey old = clients.withEveryScope();
        ClientWithKey fresh = clients.keyOf(old.id(), Scope.values());
        String request = http.request("k", Map.of());
        String job = http.submit(old, request).body().path("job_id").asText();

        Answer retry = http.submit(fresh, request);

        assertEquals("true", retry.header("Idempotent-Replayed").orElseThrow());
        assertEquals(job, retry.body().path("job_id").asText());
        assertEquals(200, http.status(fresh, job).status());
    }

    @Test
    void a_key_that_expires_later_works_until_then() {
        ClientWithKey client = clients.withEveryScope();
        clients.changeKey(client, "expires_at = now() + interval '1 hour'");
        assertEquals(404, http.status(client, "x").status());
        clients.changeKey(client, "expires_at = now()");
        ticker.jump(Duration.ofSeconds(30));

        assertEquals("invalid_credentials", http.status(client, "x").code());
    }

    @Test
    void a_key_that_was_not_known_works_soon_after_it_was_made() {
        ClientWithKey client = clients.withEveryScope();
        clients.changeKey(client, "revoked_at = now()");
        assertEquals(401, http.status(client, "x").status());
        clients.changeKey(client, "revoked_at = null");
        ticker.jump(Duration.ofSeconds(5));

        assertEquals(404, http.status(client, "x").status());
    }

    @Test
    void no_answer_holds_a_key() {
        ClientWithKey client = clients.with();

        assertFalse(http.status(client, "x").response().body().contains(client.key()));
        assertTrue(client.key().startsWith("tfk_live_"));
    }
}
