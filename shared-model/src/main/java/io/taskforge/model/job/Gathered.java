package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts questions that come at about the same moment into one statement. A question that comes alone is asked alone and at once; while
 * statements are under way, what comes gathers for the next one. So the database's work for each question falls as the load rises.
 * Every statement begins after the questions in it were asked: who has written before asking reads what was written.
 *
 * <p>Each event loop gathers for itself, without locks. Elsewhere every question is asked alone.
 *
 * @param <Q> a question; equal ones are never in one statement
 * @param <A> its answer
 */
final class Gathered<Q, A> {

    private final Function<List<Q>, Uni<List<A>>> statement;
    private final int together;
    private final int underWay;
    private final ThreadLocal<Lane> lanes = new ThreadLocal<>();

    /**
     * @param statement answers in the order of the questions
     * @param together questions in one statement, at the most
     * @param underWay statements of one event loop at one time, at the most
     */
    Gathered(Function<List<Q>, Uni<List<A>>> statement, int together, int underWay) {
        this.statement = statement;
        this.together = together;
        this.underWay = underWay;
    }

    /** Answered where it was asked, so that each request goes on under its own context. */
    Uni<A> ask(Q question) {
        Context context = Vertx.currentContext();
        if (!(context instanceof ContextInternal own) || !Context.isOnEventLoopThread()) {
            return statement.apply(List.of(question)).map(List::getFirst);
        }
        return Uni.createFrom().emitter(emitter -> lane(own).add(new Waiting<>(question, own, emitter)));
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

    private record Waiting<Q, A>(Q question, ContextInternal context, UniEmitter<? super A> emitter) {

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
        private int running;

        private Lane(Context context) {
            this.context = context;
        }

        /** Asks when the event loop has taken in what else has arrived. */
        private void add(Waiting<Q, A> question) {
            waiting.add(question);
            if (!scheduled && running < underWay) {
                scheduled = true;
                context.runOnContext(ignored -> {
                    scheduled = false;
                    askAll();
                });
            }
        }

        private void askAll() {
            while (!waiting.isEmpty() && running < underWay) {
                askSome(next());
            }
        }

        private List<Waiting<Q, A>> next() {
            List<Waiting<Q, A>> asked = new ArrayList<>(Math.min(together, waiting.size()));
            Set<Q> questions = new HashSet<>();
            for (var each = waiting.iterator(); each.hasNext() && asked.size() < together; ) {
                Waiting<Q, A> question = each.next();
                if (questions.add(question.question())) {
                    asked.add(question);
                    each.remove();
                }
            }
            return asked;
        }

        private void askSome(List<Waiting<Q, A>> asked) {
            running++;
            Uni.createFrom()
                    .deferred(() -> statement.apply(
                            asked.stream().map(Waiting::question).toList()))
                    .subscribe()
                    .with(answers -> answered(asked, answers), failure -> failed(asked, failure));
        }

        private void answered(List<Waiting<Q, A>> asked, List<A> answers) {
            running--;
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).answer(answers.get(i));
            }
            askAll();
        }

        private void failed(List<Waiting<Q, A>> asked, Throwable failure) {
            running--;
            asked.forEach(each -> each.fail(failure));
            askAll();
        }
    }
}
