package io.taskforge.model.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheredTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<List<Integer>> asked = new ArrayList<>();
    private final List<UniEmitter<? super List<Integer>>> open = new ArrayList<>();

    /** Answers with the tenfold, when the test lets it. */
    private final Gathered<Integer, Integer> gathered = new Gathered<>(
            questions -> {
                asked.add(questions);
                return Uni.createFrom().<List<Integer>>emitter(open::add).map(let -> questions.stream()
                        .map(question -> 10 * question)
                        .toList());
            },
            Gathered.Equal.WAIT,
            3,
            MOMENT,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void what_comes_while_a_statement_is_under_way_goes_together_into_the_next() throws InterruptedException {
        CompletableFuture<Integer> first = ask(0);
        settle();
        List<CompletableFuture<Integer>> later = List.of(ask(1), ask(2));
        settle();
        assertEquals(List.of(List.of(0)), asked);

        letAll();
        letAll();

        assertEquals(List.of(List.of(0), List.of(1, 2)), asked);
        assertEquals(0, first.join());
        assertEquals(
                List.of(10, 20), later.stream().map(CompletableFuture::join).toList());
    }

    @Test
    void as_many_as_fit_into_a_statement_wait_for_none() throws InterruptedException {
        CompletableFuture<Integer> first = ask(0);
        settle();
        List<CompletableFuture<Integer>> later =
                IntStream.rangeClosed(1, 4).mapToObj(this::ask).toList();
        settle();
        assertEquals(List.of(List.of(0), List.of(1, 2, 3)), asked);

        letAll();
        letAll();

        assertEquals(List.of(List.of(0), List.of(1, 2, 3), List.of(4)), asked);
        assertEquals(0, first.join());
        assertEquals(
                List.of(10, 20, 30, 40),
                later.stream().map(CompletableFuture::join).toList());
    }

    @Test
    void no_more_statements_are_under_way_than_may_be() throws InterruptedException {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        // In one turn of the event loop, which would otherwise begin with the first.
        onLoop(() -> IntStream.range(0, 30).forEach(question -> {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            answers.add(answer);
            gathered.ask(question).subscribe().with(answer::complete, answer::completeExceptionally);
        }));
        settle();
        assertEquals(Gathered.AT_ONCE_IN_A_LANE, asked.size());

        for (int i = 0; i < 10; i++) {
            letAll();
        }

        assertEquals(
                IntStream.range(0, 30).map(question -> 10 * question).boxed().toList(),
                answers.stream().map(CompletableFuture::join).toList());
        assertEquals(10, asked.size());
    }

    @Test
    void each_lane_gathers_what_its_own_event_loops_are_asked() throws InterruptedException {
        CompletableFuture<Integer> first = ask(0);
        settle();
        ContextInternal besides = anotherLoop();
        CompletableFuture<Integer> beside = ask(besides, gathered, 7);
        settle(besides);
        assertEquals(List.of(List.of(0), List.of(7)), asked);

        ContextInternal shares = anotherLoop();
        CompletableFuture<Context> answeredOn = ask(shares, gathered, 1).thenApply(answer -> Vertx.currentContext());
        settle(shares);
        CompletableFuture<Integer> second = ask(2);
        settle();
        letAll();
        assertEquals(List.of(List.of(0), List.of(7), List.of(1, 2)), asked);

        letAll();
        assertEquals(0, first.join());
        assertEquals(70, beside.join());
        assertEquals(20, second.join());
        assertSame(shares, answeredOn.join());
    }

    @Test
    void equal_questions_are_never_in_one_statement() throws InterruptedException {
        CompletableFuture<Integer> before = ask(0);
        settle();
        List<CompletableFuture<Integer>> equal = List.of(ask(1), ask(1));
        settle();
        letAll();
        letAll();
        letAll();

        assertEquals(List.of(List.of(0), List.of(1), List.of(1)), asked);
        assertEquals(0, before.join());
        assertEquals(
                List.of(10, 10), equal.stream().map(CompletableFuture::join).toList());
    }

    @Test
    void equal_questions_share_an_answer_where_one_will_do() throws InterruptedException {
        Gathered<Integer, Integer> sharing = echoing(Gathered.Equal.SHARE, 10, MOMENT, Duration.ofMinutes(1));
        CompletableFuture<Integer> first = ask(sharing, 0);
        settle();
        List<CompletableFuture<Integer>> later =
                List.of(ask(sharing, 1), ask(sharing, 2), ask(sharing, 1), ask(sharing, 1));
        settle();
        letAll();
        letAll();

        assertEquals(List.of(List.of(0), List.of(1, 2)), asked);
        assertEquals(0, first.join());
        assertEquals(
                List.of(1, 2, 1, 1), later.stream().map(CompletableFuture::join).toList());
    }

    @Test
    void a_failed_statement_fails_its_own_questions_and_no_others() throws InterruptedException {
        CompletableFuture<Integer> first = ask(0);
        settle();
        CompletableFuture<Integer> second = ask(1);
        settle();
        onLoop(() -> open.removeFirst().fail(new IllegalStateException("away")));
        settle();
        letAll();

        assertTrue(first.isCompletedExceptionally());
        assertEquals(10, second.join());
    }

    @Test
    void a_silent_statement_fails_and_holds_up_nothing_after_it() {
        var impatient = new Gathered<Integer, Integer>(
                questions -> questions.contains(0)
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().item(questions),
                Gathered.Equal.WAIT,
                1,
                MOMENT,
                Duration.ofMillis(50),
                Duration.ofMillis(50));
        CompletableFuture<Integer> never = ask(impatient, 0);

        assertThrows(CompletionException.class, never::join);
        assertEquals(2, ask(impatient, 2).join());
    }

    @Test
    void behind_a_statement_that_takes_long_the_next_one_begins() throws InterruptedException {
        List<UniEmitter<? super Integer>> gates = new ArrayList<>();
        var going = new Gathered<Integer, Integer>(
                questions -> questions.contains(0)
                        ? Uni.createFrom().<Integer>emitter(gates::add).replaceWith(questions)
                        : Uni.createFrom().item(questions),
                Gathered.Equal.WAIT,
                3,
                MOMENT,
                MOMENT,
                Duration.ofMinutes(1));
        CompletableFuture<Integer> slow = ask(going, 0);
        settle();

        assertEquals(1, ask(going, 1).join());
        assertFalse(slow.isDone());

        loop.runOnContext(ignored -> gates.getFirst().complete(0));
        assertEquals(0, slow.join());
    }

    @Test
    void statements_that_take_long_do_not_pile_up() throws InterruptedException {
        Gathered<Integer, Integer> slow = echoing(Gathered.Equal.WAIT, 1, MOMENT, MOMENT);
        List<CompletableFuture<Integer>> answers = IntStream.range(0, Gathered.AT_ONCE_IN_A_LANE + 1)
                .mapToObj(question -> ask(slow, question))
                .toList();
        settle();
        assertEquals(Gathered.AT_ONCE_IN_A_LANE, asked.size());

        while (answers.stream().anyMatch(answer -> !answer.isDone())) {
            letAll();
        }

        assertEquals(Gathered.AT_ONCE_IN_A_LANE + 1, asked.size());
    }

    @Test
    void what_has_waited_too_long_fails_without_being_asked() {
        var hasty = new Gathered<Integer, Integer>(
                questions -> {
                    asked.add(questions);
                    return Uni.createFrom().item(questions);
                },
                Gathered.Equal.WAIT,
                1,
                MOMENT,
                Duration.ofNanos(1),
                Duration.ofNanos(1));

        assertThrows(CompletionException.class, ask(hasty, 0)::join);
        assertEquals(List.of(), asked);
    }

    @Test
    void after_a_statement_of_several_the_next_one_waits_for_most_of_those_who_may_ask_again()
            throws InterruptedException {
        Gathered<Integer, Integer> patient = afterABusyStatement(Duration.ofMinutes(1));
        CompletableFuture<Integer> next = ask(patient, 5);
        settle();
        assertEquals(List.of(List.of(0), List.of(1, 2, 3, 4)), asked);

        List<CompletableFuture<Integer>> others = List.of(ask(patient, 6), ask(patient, 7));
        settle();
        assertEquals(List.of(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6, 7)), asked);

        letAll();
        assertEquals(5, next.join());
        assertEquals(List.of(6, 7), others.stream().map(CompletableFuture::join).toList());
    }

    @Test
    void who_asks_after_a_statement_of_several_is_not_held_back_for_long() throws InterruptedException {
        Gathered<Integer, Integer> patient = afterABusyStatement(MOMENT);
        CompletableFuture<Integer> only = ask(patient, 5);

        while (!only.isDone()) {
            letAll();
        }

        assertEquals(List.of(List.of(0), List.of(1, 2, 3, 4), List.of(5)), asked);
        assertEquals(5, only.join());
    }

    /** One that has just answered as many as count for busy. */
    private Gathered<Integer, Integer> afterABusyStatement(Duration heldBack) throws InterruptedException {
        Gathered<Integer, Integer> busy = echoing(Gathered.Equal.WAIT, 10, heldBack, Duration.ofMinutes(1));
        CompletableFuture<Integer> first = ask(busy, 0);
        settle();
        List<CompletableFuture<Integer>> several = IntStream.rangeClosed(1, Gathered.BUSY)
                .mapToObj(question -> ask(busy, question))
                .toList();
        settle();
        letAll();
        letAll();
        first.join();
        several.forEach(CompletableFuture::join);
        return busy;
    }

    /** Answers with the question, when the test lets it. */
    private Gathered<Integer, Integer> echoing(
            Gathered.Equal equal, int together, Duration heldBack, Duration longAfter) {
        return new Gathered<>(
                questions -> {
                    asked.add(questions);
                    return Uni.createFrom().<List<Integer>>emitter(open::add).replaceWith(questions);
                },
                equal,
                together,
                heldBack,
                longAfter,
                Duration.ofMinutes(1));
    }

    @Test
    void an_answer_comes_where_the_question_was_asked() throws InterruptedException {
        Context own = ((ContextInternal) loop).duplicate();
        CompletableFuture<Context> answered = new CompletableFuture<>();
        own.runOnContext(
                ignored -> gathered.ask(1).subscribe().with(answer -> answered.complete(Vertx.currentContext())));
        settle();
        letAll();

        assertSame(own, answered.join());
    }

    @Test
    void off_the_event_loop_each_question_is_asked_alone() {
        Gathered<Integer, Integer> immediate =
                new Gathered<>(questions -> Uni.createFrom().item(questions), Gathered.Equal.WAIT, 3);

        assertEquals(7, immediate.ask(7).await().indefinitely());
    }

    private CompletableFuture<Integer> ask(int question) {
        return ask(gathered, question);
    }

    private CompletableFuture<Integer> ask(Gathered<Integer, Integer> asked, int question) {
        return ask(loop, asked, question);
    }

    private static CompletableFuture<Integer> ask(Context loop, Gathered<Integer, Integer> asked, int question) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        loop.runOnContext(
                ignored -> asked.ask(question).subscribe().with(answer::complete, answer::completeExceptionally));
        return answer;
    }

    private void letAll() throws InterruptedException {
        onLoop(() -> {
            List<UniEmitter<? super List<Integer>>> now = List.copyOf(open);
            open.clear();
            now.forEach(each -> each.complete(List.of()));
        });
        settle();
    }

    /** Of a thread of its own. */
    private ContextInternal anotherLoop() {
        ContextInternal another = ((VertxInternal) vertx).createEventLoopContext();
        assertNotSame(((ContextInternal) loop).nettyEventLoop(), another.nettyEventLoop());
        return another;
    }

    private void settle() throws InterruptedException {
        settle(loop);
    }

    /** Everything that the event loop has been told, and what followed from it, is done. */
    private static void settle(Context loop) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            onLoop(loop, () -> {});
        }
    }

    private void onLoop(Runnable task) throws InterruptedException {
        onLoop(loop, task);
    }

    private static void onLoop(Context loop, Runnable task) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.runOnContext(ignored -> {
            task.run();
            done.countDown();
        });
        assertTrue(done.await(20, TimeUnit.SECONDS));
    }
}
