package io.taskforge.api.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.fixture.TestTicker;
import io.taskforge.model.job.ClientId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Look-ups that the test answers itself, when it wants to. */
class CredentialsTest {

    private static final Peer PEER = Peer.written("192.0.2.1");
    private static final Instant NOW = Instant.parse("2026-05-22T12:00:00Z");
    private static final int BURST = 3;
    private static final ClientId CLIENT = new ClientId(UUID.randomUUID());

    private final TestTicker ticker = new TestTicker();
    private final List<UniEmitter<? super KeyStanding>> asked = new ArrayList<>();
    private final Credentials credentials = new Credentials(
            List.of(new WordForm()),
            new ApiKeys(null) {
                @Override
                Uni<KeyStanding> standing(KeyClaim claim) {
                    return Uni.createFrom().emitter(asked::add);
                }
            },
            new FailedAttempts(limits(1, BURST), ticker),
            Clock.fixed(NOW, ZoneOffset.UTC),
            ticker);

    /**
     * {@code key-…} is a key, {@code ten-…} a token for ten more seconds, {@code old-…} one that is past its time by less than clocks
     * may differ, {@code bad-…} false on its face.
     */
    private static final class WordForm implements BearerForm {

        @Override
        public boolean fits(String bearer) {
            return bearer.matches("(key|ten|old|bad)-.*");
        }

        @Override
        public Optional<KeyClaim> claim(String bearer) {
            return switch (bearer.substring(0, 3)) {
                case "key" -> Optional.of(new KeyClaim.Secret(bearer, new byte[32]));
                case "ten" ->
                    Optional.of(new KeyClaim.Exchanged(bearer, CLIENT, Set.of(), NOW.plus(Duration.ofSeconds(10))));
                case "old" ->
                    Optional.of(new KeyClaim.Exchanged(bearer, CLIENT, Set.of(), NOW.minus(Duration.ofSeconds(3))));
                default -> Optional.empty();
            };
        }
    }

    private static AuthenticationConfig limits(int perSecond, int burst) {
        return new AuthenticationConfig() {
            @Override
            public int failuresPerSecond() {
                return perSecond;
            }

            @Override
            public int failuresBurst() {
                return burst;
            }
        };
    }

    @BeforeEach
    void hold() {
        ticker.hold();
    }

    private static KeyStanding inForce() {
        var none = new ClientTerms(
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
        return new KeyStanding.InForce(new CallingClient(CLIENT, "c", "k", none), Set.of(), false);
    }

    private List<KeyStanding> ask(String bearer) {
        List<KeyStanding> answers = new ArrayList<>();
        credentials.standing(bearer, () -> PEER).subscribe().with(answers::add, failed -> answers.add(null));
        return answers;
    }

    private void answer(KeyStanding standing) {
        asked.removeFirst().complete(standing);
    }

    private void spendAllAttempts() {
        for (int i = 0; i < BURST; i++) {
            ask("key-guessed-" + i);
            answer(new KeyStanding.NotInForce());
        }
    }

    private RequestFailure refused(String bearer) {
        return assertThrows(
                RequestFailure.class,
                () -> credentials.standing(bearer, () -> PEER).await().indefinitely());
    }

    @Test
    void what_has_no_known_form_is_never_looked_up_and_never_counted() {
        for (int i = 0; i < 10 * BURST; i++) {
            assertInstanceOf(KeyStanding.NotInForce.class, ask("nothing-" + i).getFirst());
        }

        assertTrue(asked.isEmpty());
        ask("key-good");
        assertEquals(1, asked.size());
    }

    @Test
    void many_who_show_one_key_at_one_time_share_one_look_up() {
        List<List<KeyStanding>> all = new ArrayList<>();
        for (int i = 0; i < 10 * BURST; i++) {
            all.add(ask("key-shared"));
        }
        assertEquals(1, asked.size());
        answer(inForce());

        all.forEach(each -> assertInstanceOf(KeyStanding.InForce.class, each.getFirst()));
    }

    @Test
    void one_who_hangs_up_does_not_end_the_look_up_for_the_others() {
        Cancellable first =
                credentials.standing("key-shared", () -> PEER).subscribe().with(standing -> {});
        List<KeyStanding> second = ask("key-shared");
        first.cancel();
        answer(inForce());

        assertInstanceOf(KeyStanding.InForce.class, second.getFirst());
    }

    @Test
    void guesses_beyond_the_burst_are_refused_without_a_look_up() {
        spendAllAttempts();

        RequestFailure refusal = refused("key-next");

        assertEquals(FailureCode.RATE_LIMITED, refusal.code());
        assertTrue(asked.isEmpty());
        ticker.jump(Duration.ofSeconds(1));
        ask("key-next");
        assertEquals(1, asked.size());
    }

    @Test
    void tokens_that_are_false_on_their_face_are_guesses() {
        for (int i = 0; i < BURST; i++) {
            ask("bad-" + i);
        }

        assertEquals(FailureCode.RATE_LIMITED, refused("bad-next").code());
    }

    @Test
    void whose_key_is_known_is_not_asked_for_an_address() {
        ask("key-good");
        answer(inForce());

        KeyStanding again = credentials
                .standing("key-good", () -> {
                    throw new AssertionError("nobody has to know");
                })
                .await()
                .indefinitely();

        assertInstanceOf(KeyStanding.InForce.class, again);
    }

    @Test
    void a_key_that_is_known_works_while_others_guess_from_its_address() {
        ask("key-good");
        answer(inForce());
        spendAllAttempts();

        assertInstanceOf(KeyStanding.InForce.class, ask("key-good").getFirst());
    }

    @Test
    void another_address_is_not_put_off() {
        spendAllAttempts();
        credentials
                .standing("key-good", () -> Peer.written("192.0.2.2"))
                .subscribe()
                .with(standing -> {});

        assertEquals(1, asked.size());
    }

    @Test
    void guesses_at_one_time_are_looked_up_no_more_often_than_the_burst() {
        for (int i = 0; i < 10 * BURST; i++) {
            ask("key-guessed-" + i);
        }

        assertEquals(BURST, asked.size());
    }

    @Test
    void a_key_that_proves_good_is_no_failure() {
        for (int i = 0; i < 10 * BURST; i++) {
            List<KeyStanding> answers = ask("key-good-" + i);
            answer(inForce());
            assertInstanceOf(KeyStanding.InForce.class, answers.getFirst());
        }
    }

    @Test
    void a_database_that_does_not_answer_is_no_failure_of_the_peer_and_nothing_to_keep() {
        for (int i = 0; i < 10 * BURST; i++) {
            List<KeyStanding> answers = ask("key-good");
            asked.removeFirst().fail(new IllegalStateException("away"));
            assertEquals(1, answers.size());
        }
        List<KeyStanding> answers = ask("key-good");
        answer(inForce());

        assertInstanceOf(KeyStanding.InForce.class, answers.getFirst());
    }

    @Test
    void a_standing_is_asked_for_again_after_a_while() {
        ask("key-good");
        answer(inForce());
        ask("key-bad");
        answer(new KeyStanding.NotInForce());

        ticker.jump(Duration.ofMillis(4_999));
        ask("key-good");
        ask("key-bad");
        assertEquals(0, asked.size());
        ticker.jump(Duration.ofMillis(1));
        ask("key-bad");
        assertEquals(1, asked.size());
        answer(new KeyStanding.NotInForce());
        ticker.jump(Duration.ofSeconds(25));
        ask("key-good");
        assertEquals(1, asked.size());
    }

    @Test
    void a_token_is_kept_no_longer_than_it_is_valid() {
        ask("ten-seconds");
        answer(inForce());

        ticker.jump(Duration.ofMillis(9_999));
        ask("ten-seconds");
        assertEquals(0, asked.size());
        ticker.jump(Duration.ofMillis(1));
        ask("ten-seconds");
        assertEquals(1, asked.size());
    }

    @Test
    void a_token_that_only_tolerance_keeps_valid_is_not_kept() {
        List<KeyStanding> answers = ask("old-token");
        answer(inForce());
        assertInstanceOf(KeyStanding.InForce.class, answers.getFirst());

        ask("old-token");

        assertEquals(1, asked.size());
    }

    @Test
    void limits_that_would_let_nothing_through_are_not_usable() {
        assertTrue(FailedAttempts.usable(limits(1, 1)));
        assertFalse(FailedAttempts.usable(limits(0, 1)));
        assertFalse(FailedAttempts.usable(limits(1, 0)));
    }
}
