package io.taskforge.chaos.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadTest {

    private static final UUID JOB = UUID.fromString("019e4fae-f96a-78b2-be03-8633c38ea640");
    private static final String ACCEPTED = "{\"job_id\":\"" + JOB + "\",\"status\":\"queued\"}";

    private final StubApi api = new StubApi(new StubApi.Reply(202, ACCEPTED, true));
    private final Load load = new Load(List.of(api.url()), List.of("key-a", "key-b"), number -> Optional.empty());

    @AfterEach
    void close() {
        load.close();
        api.close();
    }

    @Test
    void a_submission_whose_reply_is_lost_is_repeated_under_its_key() throws InterruptedException {
        api.next(new StubApi.Reply(0, "", false));
        Submission submission = load.next();

        assertEquals(Optional.of(JOB), load.submit(submission));

        ClientLog.Entry entry = load.log().entries().getFirst();
        assertEquals(2, entry.attempts());
        assertEquals(1, entry.unknown());
        assertTrue(entry.recovered());
        assertEquals(
                2,
                api.requests().stream()
                        .filter(request -> request.contains(submission.key()))
                        .count());
    }

    @Test
    void a_service_that_is_away_is_asked_again() throws InterruptedException {
        api.next(new StubApi.Reply(503, "", false));
        api.next(new StubApi.Reply(429, "", false));

        assertEquals(Optional.of(JOB), load.submit(load.next()));

        assertEquals(3, load.log().entries().getFirst().attempts());
    }

    @Test
    void a_refusal_is_not_repeated() throws InterruptedException {
        api.next(new StubApi.Reply(422, "{\"code\":\"idempotency_key_reused\"}", false));

        assertEquals(Optional.empty(), load.submit(load.next()));

        assertEquals(
                List.of(new ClientLog.Refusal(422, "idempotency_key_reused")),
                load.log().entries().getFirst().refusals());
    }

    @Test
    void an_answer_that_was_never_lost_is_not_recovered() throws InterruptedException {
        load.submit(load.next());

        assertEquals(false, load.log().entries().getFirst().recovered());
    }

    @Test
    void tenants_take_turns_under_keys_of_their_own() {
        load.submit(10);

        assertEquals(
                10,
                load.log().entries().stream()
                        .map(entry -> entry.submission().key())
                        .distinct()
                        .count());
        assertEquals(
                List.of(5L, 5L),
                List.of(
                        api.requests().stream()
                                .filter(one -> one.contains("Bearer key-a"))
                                .count(),
                        api.requests().stream()
                                .filter(one -> one.contains("Bearer key-b"))
                                .count()));
    }

    @Test
    void each_statement_of_a_specification_carries_the_marker() {
        Submission submission = load.next();

        String statements = submission.body().lines().collect(Collectors.joining());

        assertEquals(Optional.of(submission.number()), Submission.numberIn(statements));
        assertEquals(5, statements.split(submission.marker(), -1).length - 1, statements);
    }

    @Test
    void a_job_is_read_back_as_its_own_client_as_the_other_one_and_for_its_result() throws InterruptedException {
        Submission submission = load.next();
        load.submit(submission);
        api.next(new StubApi.Reply(200, "{\"status\":\"completed\"}", false));
        api.next(new StubApi.Reply(404, "", false));
        api.next(new StubApi.Reply(409, "", false));

        load.readBack(load.log().entries());

        assertEquals(
                Optional.of(new ClientLog.Read("completed", 404, 409)),
                load.log().entries().getFirst().read());
        assertTrue(api.requests().get(2).contains("Bearer key-a"), api.requests()::toString);
    }

    @Test
    void a_cancel_is_repeated_until_it_is_answered() throws InterruptedException {
        Submission submission = load.next();
        load.submit(submission);
        api.next(new StubApi.Reply(503, "", false));
        api.next(new StubApi.Reply(409, "", false));

        load.cancel(submission, JOB);

        assertEquals(409, load.log().entries().getFirst().cancels().getFirst().status());
    }

    @Test
    void closing_lets_go_of_what_is_never_answered() {
        StubApi silent = new StubApi(new StubApi.Reply(503, "", false));
        Load repeating = new Load(List.of(silent.url()), List.of("key-a"), number -> Optional.empty());
        var submitting = repeating.submitting(1, java.time.Duration.ZERO);

        repeating.close();

        assertEquals(1, submitting.handle((done, failure) -> 1).join());
        silent.close();
    }
}
