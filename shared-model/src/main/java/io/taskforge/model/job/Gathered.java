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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts questions that come at about the same moment into one statement. A question that comes alone is asked alone and at once; while a
 * statement is under way, what comes gathers for the next one. So the database's work for each question falls as the load rises.
 * Every statement begins after the questions in it were asked: who has written before asking reads what was written.
 *
 * <p>Event loops gather in a few lanes: had each its own, a machine of many processors would gather little; had all the same, every
 * answer would change threads. Another statement of a lane begins beside the one under way only when as many questions wait as fit into
 * it, or when that one takes so long that it may never end. Where there is no event loop every question is asked alone.
 *
 * <p>Equal questions are never twice in one statement. Whether one answer will do for all of them, whoever gathers says.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
final class Gathered<Q, A> {

    /** As many as keep the database at work while answers are sent. */
    static final int LANES = 2;

    /** Statements of a lane under way at one moment, those included that take long. */
    static final int AT_ONCE_IN_A_LANE = 2;

    /** Statements under way at one moment. */
    static final int AT_ONCE = LANES * AT_ONCE_IN_A_LANE;

    /** What waits is answered within the patience, or not at all: more than that many in a lane would only wait in vain. */
    private static final int WAITING_AT_MOST = 4_000;

    /** Several times as long as a busy database needs. */
    private static final Duration LONG = Duration.ofMillis(50);

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
    private final Duration longAfter;
    private final Duration patience;

    private final List<Lane> lanes = Stream.generate(Lane::new).limit(LANES).toList();
    private final AtomicInteger loops = new AtomicInteger();
    private final ThreadLocal<Lane> ofLoop =
            ThreadLocal.withInitial(() -> lanes.get(Math.floorMod(loops.getAndIncrement(), LANES)));

    /**
     * @param statement answers in the order of the questions
     * @param together questions in one statement, at the most
     * @param patience with a statement, and of those who ask
     */
    Gathered(Function<List<Q>, Uni<List<A>>> statement, Equal equal, int together, Duration patience) {
        this(statement, equal, together, LONG, patience);
    }

    /** @param longAfter how long a statement may hold up what waits behind it; no longer than the patience */
    Gathered(
            Function<List<Q>, Uni<List<A>>> statement,
            Equal equal,
            int together,
            Duration longAfter,
            Duration patience) {
        this.statement = statement;
        this.equal = equal;
        this.together = together;
        this.longAfter = longAfter;
        this.patience = patience;
    }

    /** Answered where it was asked, so that each request goes on under its own context. */
    Uni<A> ask(Q question) {
        Context context = Vertx.currentContext();
        if (!(context instanceof ContextInternal own) || !Context.isOnEventLoopThread()) {
            return statement.apply(List.of(question)).map(List::getFirst);
        }
        return Uni.createFrom()
                .emitter(emitter -> ofLoop.get().add(new Waiting<>(question, own, emitter, System.nanoTime())));
    }

    /** Where some of the event loops gather. */
    private final class Lane {

        /** Guards what follows; held for as long as it takes to count. */
        private final Lock lock = new ReentrantLock();

        private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();

        /** Statements that have begun or are about to, without those that take long. */
        private int running;

        /** Of {@link #running}, those that are about to begin, each with as many questions as then wait. */
        private int due;

        /** Statements that take long. */
        private int late;

        private void add(Waiting<Q, A> question) {
            boolean full;
            boolean begins;
            lock.lock();
            try {
                full = waiting.size() == WAITING_AT_MOST;
                if (!full) {
                    waiting.add(question);
                }
                begins = mayBegin();
            } finally {
                lock.unlock();
            }
            if (full) {
                question.fail(new TimeoutException());
            }
            if (begins) {
                begin(question.context().unwrap());
            }
        }

        /** Under the lock. Whoever is told so begins a statement. */
        private boolean mayBegin() {
            boolean enough = running == 0 ? !waiting.isEmpty() : waiting.size() >= together * (due + 1);
            if (!enough || running + late == AT_ONCE_IN_A_LANE) {
                return false;
            }
            running++;
            due++;
            return true;
        }

        /**
         * When the event loop has taken in what else has arrived.
         *
         * @param loop an event loop's own: a statement belongs to none of the requests in it
         */
        private void begin(ContextInternal loop) {
            loop.runOnContext(ignored -> beginNow(loop));
        }

        private void beginNow(ContextInternal loop) {
            Map<Q, List<Waiting<Q, A>>> asked;
            lock.lock();
            try {
                due--;
                asked = next();
                if (asked.isEmpty()) {
                    running--;
                }
            } finally {
                lock.unlock();
            }
            if (!asked.isEmpty()) {
                new Statement(this, loop, asked).ask();
            }
        }

        /** Under the lock. */
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

        /** Counts a statement out, and begins the next. */
        private void goOn(ContextInternal loop, Runnable counted) {
            boolean begins;
            lock.lock();
            try {
                counted.run();
                begins = mayBegin();
            } finally {
                lock.unlock();
            }
            if (begins) {
                beginNow(loop);
            }
        }
    }

    /** @param since of {@link System#nanoTime()} */
    private record Waiting<Q, A>(Q question, ContextInternal context, UniEmitter<? super A> emitter, long since) {

        /** Each in a turn of its own: a whole batch at once would keep the event loop from what arrives meanwhile. */
        void answer(A answer) {
            context.runOnContext(ignored -> emitter.complete(answer));
        }

        void fail(Throwable failure) {
            context.runOnContext(ignored -> emitter.fail(failure));
        }
    }

    /** Confined to its event loop. */
    private final class Statement {

        private final Lane lane;
        private final ContextInternal loop;
        private final Map<Q, List<Waiting<Q, A>>> asked;
        private long timer;
        private boolean isLate;
        private boolean ended;

        private Statement(Lane lane, ContextInternal loop, Map<Q, List<Waiting<Q, A>>> asked) {
            this.lane = lane;
            this.loop = loop;
            this.asked = asked;
        }

        private void ask() {
            timer = loop.setTimer(longAfter.toMillis(), passed -> takesLong());
            // Never cancelled: a statement that is given up runs to its end, a cancelled one can keep its connection.
            Uni.createFrom()
                    .deferred(() -> statement.apply(List.copyOf(asked.keySet())))
                    .subscribe()
                    .with(
                            answers -> loop.emit(ignored -> answered(answers)),
                            failure -> loop.emit(ignored -> failed(failure)));
        }

        private void takesLong() {
            long left = patience.minus(longAfter).toMillis();
            timer = loop.setTimer(Math.max(1, left), passed -> failed(new TimeoutException()));
            isLate = true;
            lane.goOn(loop, () -> {
                lane.running--;
                lane.late++;
            });
        }

        private void answered(List<A> answers) {
            if (ends()) {
                Iterator<A> answer = answers.iterator();
                asked.values().forEach(alike -> {
                    A theirs = answer.next();
                    alike.forEach(each -> each.answer(theirs));
                });
            }
        }

        private void failed(Throwable failure) {
            if (ends()) {
                asked.values().forEach(alike -> alike.forEach(each -> each.fail(failure)));
            }
        }

        /** Once; what waits goes its way before this one's questions are answered. */
        private boolean ends() {
            if (ended) {
                return false;
            }
            ended = true;
            loop.owner().cancelTimer(timer);
            lane.goOn(loop, () -> {
                if (isLate) {
                    lane.late--;
                } else {
                    lane.running--;
                }
            });
            return true;
        }
    }
}
