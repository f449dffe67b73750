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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts questions that come at about the same moment into one statement. A question that comes alone is asked alone and at once; while a
 * statement is under way, what comes gathers for the next one. So the database's work for each question falls as the load rises.
 * Every statement begins after the questions in it were asked: who has written before asking reads what was written. After a statement
 * of several, the next one is held back for a moment, until most of those who were answered may have asked again.
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

    /** So many in a statement are taken for a sign that as many are about to come again. */
    static final int BUSY = 4;

    /** How long they are waited for. */
    private static final Duration HELD_BACK = Duration.ofMillis(1);

    /** As long as a request waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

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
    private final Duration heldBack;
    private final Duration longAfter;
    private final Duration patience;

    private final List<Lane> lanes = Stream.generate(Lane::new).limit(LANES).toList();
    private final AtomicInteger loops = new AtomicInteger();
    private final ThreadLocal<Lane> ofLoop =
            ThreadLocal.withInitial(() -> lanes.get(Math.floorMod(loops.getAndIncrement(), LANES)));

    /**
     * @param statement answers in the order of the questions
     * @param together questions in one statement, at the most
     */
    Gathered(Function<List<Q>, Uni<List<A>>> statement, Equal equal, int together) {
        this(statement, equal, together, HELD_BACK, LONG, PATIENCE);
    }

    /**
     * @param heldBack how long, at the most, a statement waits for more questions after a busy one
     * @param longAfter how long a statement may hold up what waits behind it; no longer than the patience
     * @param patience of each who asks, from asking to the answer
     */
    Gathered(
            Function<List<Q>, Uni<List<A>>> statement,
            Equal equal,
            int together,
            Duration heldBack,
            Duration longAfter,
            Duration patience) {
        this.statement = statement;
        this.equal = equal;
        this.together = together;
        this.heldBack = heldBack;
        this.longAfter = longAfter;
        this.patience = patience;
    }

    /**
     * Answered where it was asked, so that each request goes on under its own context. Fails with {@link TimeoutException} when the
     * patience has passed; whoever asks needs no timer of its own.
     */
    Uni<A> ask(Q question) {
        Context context = Vertx.currentContext();
        if (!(context instanceof ContextInternal own) || !Context.isOnEventLoopThread()) {
            return Uni.createFrom().deferred(() -> alone(question));
        }
        return Uni.createFrom()
                .emitter(emitter -> ofLoop.get().add(new Waiting<>(question, own, emitter, System.nanoTime())));
    }

    /** Remembered, so that nothing cancels the statement: see {@link Statement#ask}. */
    private Uni<A> alone(Q question) {
        Uni<A> answer =
                statement.apply(List.of(question)).map(List::getFirst).memoize().indefinitely();
        return answer.ifNoItem().after(patience).fail();
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

        /** For how many questions the next statement is held back; 0 when it is not. */
        private int awaited;

        /** How often one was held back: a timer ends its own time only. */
        private int holds;

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
            boolean enough =
                    running == 0 ? waiting.size() >= Math.max(1, awaited) : waiting.size() >= together * (due + 1);
            if (!enough || running + late == AT_ONCE_IN_A_LANE) {
                return false;
            }
            awaited = 0;
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
                } else if (asked.size() == together) {
                    // In the order of asking: nobody is passed by who came later.
                    break;
                }
            }
            return asked;
        }

        /**
         * Counts a statement out, and begins the next.
         *
         * @param answered how many questions it had, if that is a sign of how many are about to come; else 0
         */
        private void goOn(ContextInternal loop, int answered, Runnable counted) {
            int hold = 0;
            boolean begins;
            lock.lock();
            try {
                counted.run();
                if (answered >= BUSY) {
                    hold = holdBack(answered);
                }
                begins = mayBegin();
            } finally {
                lock.unlock();
            }
            if (begins) {
                beginNow(loop);
            } else if (hold > 0) {
                int mine = hold;
                loop.setTimer(
                        heldBack.toMillis(), passed -> goOn(loop, 0, () -> awaited = holds == mine ? 0 : awaited));
            }
        }

        /** Under the lock. Who was answered often asks again at once: most of those, and who waits already, go together. */
        private int holdBack(int answered) {
            awaited = Math.min(together, (answered + waiting.size()) * 3 / 4);
            return ++holds;
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
            isLate = true;
            lane.goOn(loop, 0, () -> {
                lane.running--;
                lane.late++;
            });
            waitOn();
        }

        /** For as long as anybody's patience lasts: some have waited for the statement to begin. */
        private void waitOn() {
            long now = System.nanoTime();
            long left = 0;
            for (List<Waiting<Q, A>> alike : asked.values()) {
                for (var each = alike.iterator(); each.hasNext(); ) {
                    Waiting<Q, A> question = each.next();
                    long theirs = patience.toNanos() - (now - question.since());
                    if (theirs <= 0) {
                        each.remove();
                        question.fail(new TimeoutException());
                    } else if (left == 0 || theirs < left) {
                        left = theirs;
                    }
                }
            }
            if (left == 0) {
                failed(new TimeoutException());
            } else {
                timer = loop.setTimer(TimeUnit.NANOSECONDS.toMillis(left) + 1, passed -> waitOn());
            }
        }

        private void answered(List<A> answers) {
            if (answers.size() != asked.size()) {
                failed(new IllegalStateException(answers.size() + " answers to " + asked.size() + " questions"));
            } else if (ends()) {
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
            if (isLate) {
                lane.goOn(loop, 0, () -> lane.late--);
            } else {
                int answered = asked.values().stream().mapToInt(List::size).sum();
                lane.goOn(loop, answered, () -> lane.running--);
            }
            return true;
        }
    }
}
