package io.taskforge.api.client;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TestTicker;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.ApiKey;
import io.taskforge.tickets.v1.GetSchemaRequest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Someone tries keys from the address that good clients share. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class GuessingTest {

    private static final int BURST = 100;

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    TestTicker ticker;

    @BeforeEach
    void nobodyHasGuessedYet() {
        ticker.jump(Duration.ofMinutes(1));
        ticker.hold();
    }

    @AfterEach
    void letGo() {
        ticker.jump(Duration.ofMinutes(1));
        ticker.letGo();
    }

    private List<Answer> guessed(int times) {
        List<CompletableFuture<Answer>> sent = Stream.generate(
                        () -> ApiKey.mint(new SecureRandom()).reveal())
                .limit(times)
                .map(guess -> http.ask(JOBS + "/x").bearer(guess).sendAsync())
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private static long with(String code, List<Answer> answers) {
        return answers.stream().filter(answer -> answer.code().equals(code)).count();
    }

    @Test
    void guesses_beyond_the_burst_are_put_off() {
        List<Answer> answers = guessed(BURST + 20);

        assertEquals(BURST, with("invalid_credentials", answers));
        assertEquals(20, with("rate_limited", answers));
        Answer refused = guessed(1).getFirst();
        assertEquals(429, refused.status());
        assertEquals("1", refused.header("Retry-After").orElseThrow());
        assertTrue(refused.header("RateLimit").isEmpty());
    }

    @Test
    void whoever_is_known_goes_on_and_whoever_is_new_waits_at_every_door() {
        ClientWithKey known = clients.withEveryScope();
        String token = http.token(known);
        http.ask(JOBS + "/x").bearer(token).send();
        ClientWithKey unseen = clients.withEveryScope();
        guessed(BURST);

        assertEquals("job_not_found", http.status(known, "x").code());
        assertEquals("job_not_found", http.ask(JOBS + "/x").bearer(token).send().code());
        assertTrue(
                rpc.as(known).getSchema(GetSchemaRequest.getDefaultInstance()).hasLimits());
        assertEquals("rate_limited", http.status(unseen, "x").code());
        assertEquals(
                "rate_limited",
                http.ask("/oauth/token")
                        .as(unseen)
                        .form("grant_type=client_credentials")
                        .send()
                        .code());
        Rpc.Failure failure = Rpc.failure(() -> rpc.as(unseen).getSchema(GetSchemaRequest.getDefaultInstance()));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, failure.code());
        assertEquals("RATE_LIMITED", failure.reason().getReason());
        assertTrue(failure.has(RetryInfo.class));
        assertTrue(failure.has(QuotaFailure.class));
    }

    @Test
    void whoever_was_known_a_while_ago_is_looked_up_again_whatever_others_guess() {
        ClientWithKey known = clients.withEveryScope();
        http.status(known, "x");
        ticker.jump(Duration.ofMinutes(5));
        guessed(BURST);

        assertEquals("job_not_found", http.status(known, "x").code());
        ticker.jump(Duration.ofMinutes(11));
        guessed(BURST);
        assertEquals("rate_limited", http.status(known, "x").code());
    }

    @Test
    void whoever_is_new_is_let_in_after_a_pause() {
        ClientWithKey unseen = clients.withEveryScope();
        guessed(BURST);
        assertEquals(429, http.status(unseen, "x").status());
        ticker.jump(Duration.ofSeconds(1));

        assertEquals(404, http.status(unseen, "x").status());
    }

    @Test
    void what_cannot_be_a_key_is_answered_as_ever() {
        guessed(BURST);

        for (String nonsense : List.of("x", "tfk_live_x", "gho_x", "eyJ", "eyJ.a", "eyJ.a.b.c", "eyJ.a.b.c.d")) {
            assertEquals(
                    "invalid_credentials",
                    http.ask(JOBS + "/x").bearer(nonsense).send().code(),
                    nonsense);
        }
        assertEquals("missing_credentials", http.ask(JOBS + "/x").send().code());
    }

    @Test
    void one_wrong_key_shown_again_and_again_counts_once() {
        String wrong = ApiKey.mint(new SecureRandom()).reveal();
        for (int i = 0; i < 2 * BURST; i++) {
            assertEquals(
                    "invalid_credentials",
                    http.ask(JOBS + "/x").bearer(wrong).send().code());
        }

        assertEquals(BURST - 1, with("invalid_credentials", guessed(BURST)));
    }
}
