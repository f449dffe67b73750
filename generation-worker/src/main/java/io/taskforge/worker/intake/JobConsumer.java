package io.taskforge.worker.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.taskforge.model.broker.DispatchMessage;
import io.taskforge.model.failpoint.Failpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Hears the broker ring. Whatever comes is acknowledged once the claim is decided, also what is doubled, stale or not a message of
 * ours: outcomes are rows, and the broker keeps none.
 */
@ApplicationScoped
public class JobConsumer {

    private static final Logger LOG = Logger.getLogger(JobConsumer.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Slots slots;
    private final ObjectMapper json;

    JobConsumer(Slots slots, ObjectMapper json) {
        this.slots = slots;
        this.json = json;
    }

    /** Holds the ring, unacknowledged, until a slot is free: the broker gives a worker no more of them than it has slots. */
    @Incoming("jobs")
    @RunOnVirtualThread
    CompletionStage<Void> heard(Message<byte[]> message) throws InterruptedException {
        Optional<DispatchMessage> ring = read(message.getPayload());
        if (ring.isPresent()) {
            ringUntilDecided(ring.get());
        }
        Failpoint.WORKER_BEFORE_ACK.pass();
        return message.ack();
    }

    private void ringUntilDecided(DispatchMessage ring) throws InterruptedException {
        Duration pause = Duration.ofMillis(250);
        while (true) {
            try {
                slots.ring(ring.jobId());
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "job %s: the claim did not get through, again in %s: %s", ring.jobId(), pause, e.getMessage());
            }
            slots.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private Optional<DispatchMessage> read(byte[] payload) {
        try {
            return Optional.ofNullable(json.readValue(payload, DispatchMessage.class));
        } catch (IOException e) {
            LOG.warnf("a message that is not ours was dropped (%d bytes)", payload.length);
            return Optional.empty();
        }
    }
}
