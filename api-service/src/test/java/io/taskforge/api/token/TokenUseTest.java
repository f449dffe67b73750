package io.taskforge.api.token;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TestTicker;
import io.taskforge.api.fixture.TestTokenKeys;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetSchemaRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class TokenUseTest {

    private static final Duration KEPT = Duration.ofSeconds(30);

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

    private Answer status(String token, String job) {
        return http.ask(JOBS + "/" + job).bearer(token).send();
    }

    @Test
    void a_token_works_at_both_doors_in_its_client_s_name() {
        ClientWithKey client = clients.withEveryScope();
        String job = jobs.in(JobStatus.QUEUED, client.id());
        String others = jobs.in(JobStatus.QUEUED, clients.withEveryScope().id());
        String token = http.token(client);

        assertEquals(200, status(token, job).status());
        assertEquals("job_not_found", status(token, others).code());
        assertEquals(
                job,
                rpc.with("Bearer " + token)
                        .getJob(GetJobRequest.newBuilder().setJobId(job).build())
                        .getJobId());
        assertEquals(
                202,
                http.ask(JOBS)
                        .bearer(token)
                        .body(http.request("k", Map.of()))
                        .send()
                        .status());
    }

    @Test
    void tokens_share_their_client_s_limits() {
        ClientWithKey client = clients.withEveryScope();
        clients.change(client.id(), "read_per_second = 1, read_burst = 2");
        ticker.hold();
        String token = http.token(client);

        assertEquals(404, status(token, "x").status());
        assertEquals(429, status(token, "x").status());
    }

    @Test
    void a_token_ends_with_its_key_within_the_time_that_standings_are_kept() {
        ClientWithKey client = clients.withEveryScope();
        ClientWithKey other = clients.keyOf(client.id(), Scope.TICKETS_READ);
        String token = http.token(client);
        String ofOther = http.token(other);
        assertEquals(404, status(token, "x").status());
        clients.changeKey(client, "revoked_at = now()");
        ticker.jump(KEPT);

        assertEquals("invalid_credentials", status(token, "x").code());
        assertEquals(
                "INVALID_CREDENTIALS",
                Rpc.failure(() -> rpc.with("Bearer " + token).getSchema(GetSchemaRequest.getDefaultInstance()))
                        .reason()
                        .getReason());
        assertEquals(404, status(ofOther, "x").status());
    }

    @Test
    void a_token_ends_with_its_client() {
        ClientWithKey client = clients.withEveryScope();
        String token = http.token(client);
        assertEquals(404, status(token, "x").status());
        clients.disable(client.id());
        ticker.jump(KEPT);

        assertEquals("client_disabled", status(token, "x").code());
        assertEquals(
                "CLIENT_DISABLED",
                Rpc.failure(() -> rpc.with("Bearer " + token).getSchema(GetSchemaRequest.getDefaultInstance()))
                        .reason()
                        .getReason());
    }

    @Test
    void a_token_loses_the_scopes_that_its_key_loses_and_gains_none() {
        ClientWithKey client = clients.with(Scope.TICKETS_READ, Scope.TICKETS_CANCEL);
        String token = http.token(client);
        clients.changeKey(client, "scopes = '{tickets:read,tickets:submit}'");

        assertEquals(404, status(token, "x").status());
        assertEquals(
                "insufficient_scope",
                http.ask(JOBS + "/x").bearer(token).method("DELETE").send().code());
        assertEquals(
                "insufficient_scope",
                http.ask(JOBS)
                        .bearer(token)
                        .body(http.request("k", Map.of()))
                        .send()
                        .code());
    }

    @Test
    void what_is_published_verifies_tokens_and_holds_nothing_private()
            throws JoseException, InvalidJwtException, MalformedClaimException {
        ClientWithKey client = clients.withEveryScope();
        Answer answer = http.ask("/.well-known/jwks.json").send();
        assertEquals("public, max-age=300", answer.header("Cache-Control").orElseThrow());
        assertEquals(
                "application/jwk-set+json",
                answer.header("Content-Type").orElseThrow().split(";", 2)[0]);
        assertEquals(2, answer.body().path("keys").size());
        for (JsonNode key : answer.body().path("keys")) {
            assertEquals(
                    Set.of("kty", "crv", "x", "y", "kid", "alg", "use"),
                    Set.copyOf(key.properties().stream().map(Map.Entry::getKey).toList()));
            assertEquals("ES256", key.path("alg").asText());
        }

        var published = new JsonWebKeySet(answer.response().body());
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(published.getJsonWebKeys()))
                .setExpectedIssuer("taskforge")
                .setExpectedAudience("taskforge")
                .build()
                .processToClaims(http.token(client));

        assertEquals(client.id().toString(), claims.getSubject());
        assertEquals(client.keyId(), claims.getStringClaimValue("key_id"));
        assertEquals("tickets:cancel tickets:read tickets:submit", claims.getStringClaimValue("scope"));
        assertEquals(
                600,
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
        assertFalse(claims.getJwtId().isEmpty());
    }

    @Test
    void the_key_set_is_served_as_plain_json_to_whoever_asks_for_that() {
        for (String accepted : List.of("application/json", "application/jwk-set+json", "*/*")) {
            assertEquals(
                    200,
                    http.ask("/.well-known/jwks.json")
                            .header("Accept", accepted)
                            .send()
                            .status());
        }
    }

    @Test
    void two_tokens_of_one_key_differ() {
        ClientWithKey client = clients.withEveryScope();

        assertFalse(http.token(client).equals(http.token(client)));
    }

    @Test
    void no_answer_holds_the_signing_key() {
        String secret = TestTokenKeys.signing().lines().skip(1).findFirst().orElseThrow();

        assertFalse(http.ask("/.well-known/jwks.json").send().response().body().contains(secret));
        assertFalse(http.token(clients.withEveryScope()).contains(secret));
    }
}
