package io.taskforge.model.job;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;

/**
 * Puts questions that come at about the same moment into one statement. A question that comes alone is asked alone and at once; while a
 * statement is under way, what comes gathers for the next one. So the database's work for each question falls as the load rises.
 * Every statement begins after the questions in it were asked: who has written before asking reads what was written.
 *
 * <p>Each event loop gathers for itself, without locks. Elsewhere every question is asked alone.
 *
 * <p>Equal questions are never twice in one statement. Whether one answer will do for all of them, whoever gathers says.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
final class Gathered<Q, A> {

    /** What waits is answered within the patience, or not at all: more than that many would only wait in vain. */
    private static final int WAITING_AT_MOST = 2_000;

    /** What becomes of a question that equals one before it. */
    enum Equal {
        /** One answer is for both. */
        SHARE,
        /** It waits for the next statement, and may find what the one before it did. */
        WAIT
    }

    private final Function<List<Q>, Uni<List<A>>> statement;
    private final Equal equal;
    private final int together;
    private final Duration patience;
    private final ThreadLocal<Lane> lanes = new ThreadLocal<>();

    /**
     * @param statement answers in the order of the questions
     * @param together questions in one statement, at the most
     * @param patience with a statement, before what gathers behind it goes on without it; and of those who ask
     */
    Gathered(Function<List<Q>, Uni<List<A>>> statement, Equal equal, int together, Duration patience) {
        this.statement = statement;
        this.equal = equal;
        this.together = together;
        this.patience = patience;
    }

    /** Answered where it was asked, so that each request goes on under its own context. */
    Uni<A> ask(Q question) {
        Context context = Vertx.currentContext();
        if (!(context instanceof ContextInternal own) || !Context.isOnEventLoopThread()) {
            return statement.apply(List.of(question)).map(List::getFirst);
        }
        return Uni.createFrom()
                .emitter(emitter -> lane(own).add(new Waiting<>(question, own, emitter, System.nanoTime())));
    }

    private Lane lane(ContextInternal context) {
        Lane lane = lanes.get();
        if (lane == null) {
            // The event loop's own: a statement belongs to none of the requests in it.
            lane = new Lane(context.unwrap());
            lanes.set(lane);
        }
        return lane;
    }

    /** @param since of {@link System#nanoTime()} */
    private record Waiting<Q, A>(Q question, ContextInternal context, UniEmitter<? super A> emitter, long since) {

        void answer(A answer) {
            context.runOnContext(ignored -> emitter.complete(answer));
        }

        void fail(Throwable failure) {
            context.runOnContext(ignored -> emitter.fail(failure));
        }
    }

    /** Confined to its event loop. */
    private final class Lane {

        private final Context context;
        private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
        private boolean scheduled;
        private boolean running;

        private Lane(Context context) {
            this.context = context;
        }

        /** Asks when the event loop has taken in what else has arrived. */
        private void add(Waiting<Q, A> question) {
            if (waiting.size() == WAITING_AT_MOST) {
                question.fail(new TimeoutException());
                return;
            }
            waiting.add(question);
            if (!scheduled && !running) {
                scheduled = true;
                context.runOnContext(ignored -> {
                    scheduled = false;
                    askNext();
                });
            }
        }

        private void askNext() {
            if (!waiting.isEmpty() && !running) {
                askSome(next());
            }
        }

        private Map<Q, List<Waiting<Q, A>>> next() {
            Map<Q, List<Waiting<Q, A>>> asked = new LinkedHashMap<>();
            long now = System.nanoTime();
            for (var each = waiting.iterator(); each.hasNext(); ) {
                Waiting<Q, A> question = each.next();
                List<Waiting<Q, A>> before = asked.get(question.question());
                if (now - question.since() > patience.toNanos()) {
                    // Whoever asked has gone, with the answer that it took too long.
                    each.remove();
                    question.fail(new TimeoutException());
                } else if (before == null && asked.size() < together) {
                    each.remove();
                    asked.put(question.question(), new ArrayList<>(List.of(question)));
                } else if (before != null && equal == Equal.SHARE) {
                    each.remove();
                    before.add(question);
                } else if (asked.size() == together && equal == Equal.WAIT) {
                    break;
                }
            }
            return asked;
        }

        private void askSome(Map<Q, List<Waiting<Q, A>>> asked) {
            if (asked.isEmpty()) {
                return;
            }
            running = true;
            Uni<List<A>> once = Uni.createFrom()
                    .deferred(() -> statement.apply(List.copyOf(asked.keySet())))
                    .memoize()
                    .indefinitely();
            // For itself: a statement that is given up runs to its end; one that is cancelled can keep its connection.
            once.subscribe().with(done -> {}, failed -> {});
            once.ifNoItem()
                    .after(patience)
                    .fail()
                    .emitOn(command -> context.runOnContext(ignored -> command.run()))
                    .subscribe()
                    .with(answers -> answered(asked, answers), failure -> failed(asked, failure));
        }

        private void answered(Map<Q, List<Waiting<Q, A>>> asked, List<A> answers) {
            running = false;
            Iterator<A> answer = answers.iterator();
            asked.values().forEach(alike -> {
                A theirs = answer.next();
                alike.forEach(each -> each.answer(theirs));
            });
            askNext();
        }

        private void failed(Map<Q, List<Waiting<Q, A>>> asked, Throwable failure) {
            running = false;
            asked.values().forEach(alike -> alike.forEach(each -> each.fail(failure)));
            askNext();
        }
    }
}
