package io.taskforge.api.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.broker.CancelMessage;
import io.taskforge.model.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Says to all workers at once what one of them should know sooner than its next heartbeat. Nobody waits for it and nothing depends on
 * it: what does not get through is found out by that heartbeat.
 */
@ApplicationScoped
public class ControlBell {

    private static final Logger LOG = Logger.getLogger(ControlBell.class);

    /** News that is older is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Messages on their way at once; more are dropped: rings must not wait behind news. */
    static final int ON_THEIR_WAY_AT_MOST = 64;

    private final BrokerPublisher broker;
    private final ObjectMapper json;
    private final AtomicInteger onTheirWay = new AtomicInteger();

    ControlBell(BrokerPublisher broker, ObjectMapper json) {
        this.broker = broker;
        this.json = json;
    }

    /** The job's row asks for its run to stop, and is committed. Returns at once, and never fails. */
    public void cancelRequested(JobId id) {
        if (onTheirWay.get() >= ON_THEIR_WAY_AT_MOST) {
            return;
        }
        onTheirWay.incrementAndGet();
        Uni.createFrom()
                .deferred(() -> send(MessageBody.of(new CancelMessage(id), json)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onTermination()
                .invoke(onTheirWay::decrementAndGet)
                .subscribe()
                .with(
                        sent -> {},
                        failure -> LOG.debugf(failure, "job %s: its worker hears of the cancel by its heartbeat", id));
    }

    /** Done when it is sent. */
    Uni<Void> send(byte[] body) {
        return Uni.createFrom()
                .completionStage(() -> broker.tell(MessageBody.properties().build(), body));
    }
}
