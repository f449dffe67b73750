package io.taskforge.worker.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.broker.CancelMessage;
import io.taskforge.model.broker.DispatchMessage;
import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.log.LineIds;
import io.taskforge.model.settings.UntrustedDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * How a job gets a slot: somebody rings, or this worker looks itself, or a slot that is done looks for the next. In each case the claim
 * decides, in PostgreSQL, which job it is: the one that was submitted first. A ring is acknowledged between the claim and the run.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    /** Longer than the pool's own bounds together: a claim whose outcome nobody waited for would cost a lease and a crash. */
    private static final Duration STATEMENT = Duration.ofSeconds(25);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    /** A database that is back is noticed within this. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** About a minute of a database that refuses; then another worker should have the ring, whose way to it may be better. */
    private static final int CLAIMS_AT_MOST = 32;

    /** Unique for each start of a process: a new one must never be taken for its predecessor. */
    private final String worker = ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();

    private final JobStore store;
    private final IntakeConfig config;
    private final Slots slots;
    private final DoorBell bell;
    private final LastLook lastLook;
    private final ObjectMapper json;

    private final AtomicBoolean databaseAway = new AtomicBoolean();
    private final LongAdder answered = new LongAdder();
    private final LongAdder idle = new LongAdder();
    private final LongAdder foreign = new LongAdder();

    /**
     * What has come since the start.
     *
     * @param answered rings that brought a job, be it the one that was rung for or one before it
     * @param idle rings when no job waited
     * @param foreign messages that are not ours
     * @param lost rings that were due and did not come
     */
    record Rings(long answered, long idle, long foreign, long lost) {}

    /**
     * How it is with this worker.
     *
     * @param worker its name in leases
     * @param slots jobs that it runs at once
     * @param busy slots that run one
     * @param stopping whether it takes no more
     * @param listening whether the broker can ring
     */
    public record Standing(String worker, int slots, int busy, boolean stopping, boolean listening) {}

    Intake(JobStore store, IntakeConfig config, Slots slots, DoorBell bell, LastLook lastLook, ObjectMapper json) {
        this.store = store;
        this.config = config;
        this.slots = slots;
        this.bell = bell;
        this.lastLook = lastLook;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        slots.whenReleased(bell::adjust);
        bell.open(this::heard, this::toldAll, slots::free);
        Thread.ofVirtual().name("look").start(this::lookOnAndOn);
    }

    /**
     * No ring is taken any more; what runs may finish, is handed back, and hears of cancels to the last. The broker goes first, the
     * database when this has returned.
     */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        bell.silence();
        slots.drain();
        bell.close();
    }

    public Standing standing() {
        return new Standing(worker, config.slots(), slots.busy(), slots.stopping(), bell.listening());
    }

    Rings rings() {
        return new Rings(answered.sum(), idle.sum(), foreign.sum(), bell.lostRings());
    }

    /** Answers one ring. Claim, acknowledge, run, in this order: the row is ours before the broker forgets it. */
    void heard(Ring ring) {
        Optional<DispatchMessage> message = read(ring.body(), DispatchMessage.class);
        if (message.isEmpty()) {
            foreign.increment();
            ring.acknowledge().run();
        } else if (slots.take()) {
            answer(ring, message.get().jobId());
        } else {
            // A look was quicker. No more rings than slots, or this one would come straight back.
            bell.adjust();
            ring.giveBack().run();
        }
    }

    private void answer(Ring ring, JobId id) {
        boolean started = false;
        Runnable answer = ring.giveBack();
        try {
            Optional<ClaimedJob> claimed = claimedOnRing(id);
            answer = ring.acknowledge();
            (claimed.isPresent() ? answered : idle).increment();
            if (claimed.isPresent()) {
                slots.start(letGo(ring, claimed.get()), this::nextLooked);
                started = true;
            }
        } catch (InterruptedException e) {
            LOG.debugf("job %s: the worker stops, its ring is another's", id);
        } catch (RuntimeException e) {
            try (LineIds ids = LineIds.of(id)) {
                LOG.warnf("job %s: its ring goes to another worker: %s", id, e.getMessage());
            }
        } finally {
            if (!started) {
                slots.release();
                answer.run();
            }
        }
    }

    /** What is claimed is run, whatever the broker says to that: left lying, the job would lose a lease, and a crash of its budget. */
    private ClaimedJob letGo(Ring ring, ClaimedJob claimed) {
        JobId id = claimed.lease().jobId();
        try (ClaimSpan claim = ClaimSpan.rung(claimed, worker, ring);
                LineIds ids = LineIds.of(id, claimed.trace())) {
            try {
                bell.adjust();
                ring.acknowledge().run();
            } catch (RuntimeException e) {
                LOG.warnf("job %s: its ring was not acknowledged; when it comes again it changes nothing: %s", id, e);
            }
            return claim.job();
        }
    }

    /** Insists for a while; the ring is held meanwhile, and the slot with it. */
    private Optional<ClaimedJob> claimedOnRing(JobId id) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int claim = 1; ; claim++) {
            try {
                return next().or(() -> rungFor(id));
            } catch (RuntimeException e) {
                noteDatabase(e);
                if (claim == CLAIMS_AT_MOST) {
                    throw e;
                }
            }
            slots.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void lookOnAndOn() {
        try {
            boolean answers = false;
            while (true) {
                answers = look(answers);
                lastLook.over();
                slots.pause(jittered(answers ? config.poll() : LONGEST_PAUSE));
            }
        } catch (InterruptedException e) {
            LOG.debug("the worker stops");
        }
    }

    /** Jittered, so that many workers do not ask in step. */
    private static Duration jittered(Duration about) {
        return about.dividedBy(2).plusNanos(ThreadLocalRandom.current().nextLong(about.toNanos()));
    }

    /**
     * @param before whether the database answered at the look before: else a job that is found may have waited for that alone
     * @return whether the database answered, or was not asked
     */
    private boolean look(boolean before) {
        try {
            slots.giveUpStuck();
            bell.check();
            boolean idle = before && slots.idleFor(config.ringOverdue()) && bell.openFor(config.ringOverdue());
            boolean more = true;
            while (more && slots.take()) {
                more = looked(idle);
            }
            return true;
        } catch (RuntimeException e) {
            noteDatabase(e);
            return false;
        }
    }

    /** @return whether a job waited */
    private boolean looked(boolean idle) {
        boolean started = false;
        try {
            Optional<ClaimedJob> claimed = nextLooked();
            if (claimed.isPresent()) {
                slots.start(claimed.get(), this::nextLooked);
                started = true;
                bell.adjust();
                if (idle && claimed.get().dispatchable().compareTo(config.ringOverdue()) > 0) {
                    bell.ringLost();
                }
            }
            return started;
        } finally {
            if (!started) {
                slots.release();
            }
        }
    }

    /** What was rung for, if nothing else waits: its row may have been locked a moment ago, and is waited for here. */
    private Optional<ClaimedJob> rungFor(JobId id) {
        return heardFromDatabase(store.claimed(id, worker).await().atMost(STATEMENT));
    }

    /** Takes the job that was submitted first; one whose row somebody else has locked is passed over. */
    private Optional<ClaimedJob> next() {
        return heardFromDatabase(store.claimedNext(worker).await().atMost(STATEMENT));
    }

    private Optional<ClaimedJob> nextLooked() {
        return next().map(job -> ClaimSpan.looked(job, worker));
    }

    /** Whatever it is, the row decides. */
    void toldAll(byte[] body) {
        read(body, CancelMessage.class).map(CancelMessage::jobId).ifPresentOrElse(slots::newsOf, foreign::increment);
    }

    private <T> Optional<T> read(byte[] body, Class<T> type) {
        try {
            return Optional.ofNullable(json.readValue(body, type));
        } catch (IOException e) {
            LOG.warnf("a message that is not ours was dropped (%d bytes)", body.length);
            return Optional.empty();
        }
    }

    private <T> T heardFromDatabase(T answer) {
        if (databaseAway.compareAndSet(true, false)) {
            LOG.info("The database answers again; jobs are taken.");
        }
        return answer;
    }

    private void noteDatabase(RuntimeException failure) {
        if (databaseAway.compareAndSet(false, true)) {
            LOG.warnf(
                    "The database does not answer, and no job is taken until it does: %s",
                    UntrustedDatabase.line(failure).orElse(failure.getMessage()));
        }
    }
}
