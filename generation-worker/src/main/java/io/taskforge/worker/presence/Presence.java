package io.taskforge.worker.presence;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.system.ModelHealth;
import io.taskforge.model.system.WorkerPresences;
import io.taskforge.model.system.WorkerReport;
import io.taskforge.worker.intake.Intake;
import io.taskforge.worker.model.EngineSelection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Says every few seconds, in a row of its own, that this worker is there and how it is; takes the row away when the worker stops in order.
 * A database that is away is one line in the log, and one when it is back.
 */
@ApplicationScoped
public class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);

    private static final Duration STATEMENT = Duration.ofSeconds(10);

    /** How long the last word may keep the worker from stopping. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final Duration UNHEARD = Duration.ofSeconds(1);

    /** Later than the intake, which lets its runs finish: meanwhile this worker is still there. */
    private static final int AFTER_THE_INTAKE = 3_000;

    private static final int SHOWN_OF_ID = 8;

    private final WorkerPresences workers;
    private final Intake intake;
    private final EngineSelection engines;
    private final PresenceConfig config;
    private final String version;
    private final LongSupplier nanoTime;
    private final ModelWatch model;
    private final long startedAt;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private Thread speaker;

    /** Only ever touched by who speaks. */
    private boolean away;

    private boolean heard;

    @Inject
    Presence(
            WorkerPresences workers,
            Intake intake,
            EngineSelection engines,
            PresenceConfig config,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this(workers, intake, engines, config, version, Thread::startVirtualThread, System::nanoTime);
    }

    /**
     * @param aside where the model's server is asked
     * @param nanoTime a monotonic clock
     */
    Presence(
            WorkerPresences workers,
            Intake intake,
            EngineSelection engines,
            PresenceConfig config,
            String version,
            Executor aside,
            LongSupplier nanoTime) {
        this.workers = workers;
        this.intake = intake;
        this.engines = engines;
        this.config = config;
        this.version = version;
        this.nanoTime = nanoTime;
        this.model = new ModelWatch(engines::readiness, config.modelCheck(), aside, nanoTime);
        this.startedAt = nanoTime.getAsLong();
    }

    void start(@Observes StartupEvent start) {
        speaker = Thread.ofVirtual().name("presence").start(this::sayOnAndOn);
    }

    void stop(@Observes @Priority(AFTER_THE_INTAKE) ShutdownEvent stop) throws InterruptedException {
        stopping.countDown();
        if (speaker != null) {
            speaker.join(FAREWELL);
        }
        try {
            workers.gone(intake.standing().worker()).await().atMost(FAREWELL);
        } catch (RuntimeException e) {
            LOG.debugf("the worker stops without a last word: %s", e.getMessage());
        }
    }

    private void sayOnAndOn() {
        try {
            do {
                say();
            } while (!stopping.await(pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("nobody interrupts this thread");
        }
    }

    /** Soon again while nobody has heard it yet: at a first start the tables are made by the api-service, at the same time. */
    private Duration pause() {
        return heard || config.interval().compareTo(UNHEARD) < 0 ? config.interval() : UNHEARD;
    }

    /** Says once how it is; fails never. */
    void say() {
        try {
            workers.seen(report()).await().atMost(STATEMENT);
            if (heard && away) {
                LOG.info("Operators see this worker again.");
            }
            away = false;
            heard = true;
        } catch (RuntimeException e) {
            if (heard && !away) {
                LOG.warnf("Operators do not see this worker until the database answers: %s", e.getMessage());
            }
            away = true;
        }
    }

    /** As last found out, which is found out anew when it is too old. */
    ModelHealth model() {
        return model.found().health();
    }

    private WorkerReport report() {
        Intake.Standing standing = intake.standing();
        ModelWatch.Found found = model.found();
        return new WorkerReport(
                standing.worker(),
                displayName(standing.worker()),
                version,
                standing.slots(),
                standing.busy(),
                standing.stopping(),
                standing.listening(),
                engines.choice().name().toLowerCase(Locale.ROOT),
                engines.model(),
                found.health(),
                found.age(),
                Duration.ofNanos(nanoTime.getAsLong() - startedAt));
    }

    /** The beginning of what makes the name unique; what stands before that names the host. */
    private static String displayName(String worker) {
        String id = worker.substring(worker.lastIndexOf('/') + 1);
        return "worker-" + id.substring(0, Math.min(SHOWN_OF_ID, id.length()));
    }
}
