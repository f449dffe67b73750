package io.taskforge.api.failure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What an exception means to whoever asked, whichever door they stand at; what they need not know is logged here. */
@ApplicationScoped
public class Diagnosis {

    private static final Logger LOG = Logger.getLogger(Diagnosis.class);

    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(5);
    private static final Duration OUTAGE_NOTED_EVERY = Duration.ofSeconds(10);

    private final Clock clock;
    private final AtomicLong outageNoted = new AtomicLong();

    Diagnosis(Clock clock) {
        this.clock = clock;
    }

    /** @param what was being done, for the log */
    public RequestFailure of(Throwable e, String what) {
        Throwable error = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (error instanceof RequestFailure failure) {
            return failure;
        }
        if (Outage.caused(error)) {
            noteOutage(error);
            return new RequestFailure(
                            FailureCode.SERVICE_UNAVAILABLE, "The database cannot be reached at the moment; try again.")
                    .retryAfter(OUTAGE_PAUSE);
        }
        LOG.errorf(error, "%s failed", what);
        return new RequestFailure(
                FailureCode.INTERNAL_ERROR, "The error is logged under the request id; try again later.");
    }

    /** Once in a while: in an outage every request meets it. */
    private void noteOutage(Throwable error) {
        long now = clock.millis();
        long last = outageNoted.get();
        if (now - last >= OUTAGE_NOTED_EVERY.toMillis() && outageNoted.compareAndSet(last, now)) {
            LOG.warnf("The database cannot answer: %s", error);
        }
    }
}
