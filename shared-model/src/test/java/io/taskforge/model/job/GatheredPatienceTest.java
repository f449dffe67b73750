package io.taskforge.model.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a question waits when the database is silent. */
class GatheredPatienceTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Longer than any statement is under way here before the next one is to begin. */
    private static final Duration LONG = Duration.ofMillis(1_500);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();

    /** By their questions, which each answers with when the test lets it. */
    private final Map<List<Integer>, CompletableFuture<UniEmitter<? super Void>>> statements =
            new ConcurrentHashMap<>();

    private final Gathered<Integer, Integer> gathered =
            new Gathered<>(this::silent, Gathered.Equal.SHARE, 10, MOMENT, LONG, PATIENCE);

    private Uni<List<Integer>> silent(List<Integer> questions) {
        return Uni.createFrom()
                .<Void>emitter(let -> begun(questions).complete(let))
                .replaceWith(questions);
    }

    private CompletableFuture<UniEmitter<? super Void>> begun(List<Integer> questions) {
        return statements.computeIfAbsent(questions, any -> new CompletableFuture<>());
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void each_question_of_a_silent_statement_fails_when_its_own_time_is_up() {
        CompletableFuture<Integer> before = ask(0);
        begun(List.of(0)).join();
        CompletableFuture<Integer> early = ask(1);
        pass(PATIENCE.dividedBy(2));
        CompletableFuture<Integer> late = ask(2);
        let(List.of(0));
        assertEquals(0, before.join());

        failsOfTime(early);
        assertFalse(late.isDone());

        let(List.of(1, 2));
        assertEquals(2, late.join());
    }

    @Test
    void who_asks_off_an_event_loop_waits_no_longer_and_leaves_the_statement_to_its_end() {
        var cancelled = new AtomicBoolean();
        var hasty = new Gathered<Integer, Integer>(
                questions -> Uni.createFrom()
                        .<List<Integer>>emitter(never -> {})
                        .onCancellation()
                        .invoke(() -> cancelled.set(true)),
                Gathered.Equal.SHARE,
                10,
                MOMENT,
                MOMENT,
                MOMENT);

        assertThrows(TimeoutException.class, () -> hasty.ask(0).await().indefinitely());
        assertFalse(cancelled.get());
    }

    @Test
    void a_statement_that_answers_too_little_fails_all_of_its_questions() {
        var forgetful =
                new Gathered<Integer, Integer>(questions -> Uni.createFrom().item(List.of()), Gathered.Equal.SHARE, 10);

        CompletionException failure = assertThrows(CompletionException.class, ask(forgetful, 0)::join);

        assertInstanceOf(IllegalStateException.class, failure.getCause());
    }

    private static void failsOfTime(CompletableFuture<Integer> answer) {
        assertInstanceOf(
                TimeoutException.class,
                assertThrows(CompletionException.class, answer::join).getCause());
    }

    private CompletableFuture<Integer> ask(int question) {
        return ask(gathered, question);
    }

    private CompletableFuture<Integer> ask(Gathered<Integer, Integer> asked, int question) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        loop.runOnContext(
                ignored -> asked.ask(question).subscribe().with(answer::complete, answer::completeExceptionally));
        return answer;
    }

    /** Lets a statement answer, once what was asked before is asked. */
    private void let(List<Integer> questions) {
        UniEmitter<? super Void> let = begun(questions).join();
        loop.runOnContext(ignored -> let.complete(null));
    }

    private void pass(Duration time) {
        var passed = new CompletableFuture<Void>();
        vertx.setTimer(time.toMillis(), timer -> passed.complete(null));
        passed.join();
    }
}
