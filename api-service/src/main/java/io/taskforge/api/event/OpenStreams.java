package io.taskforge.api.event;

import io.taskforge.api.client.CallingClient;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts the streams that each client has open at this replica, whichever door they came through. */
@ApplicationScoped
class OpenStreams {

    private static final Duration WHILE_STREAMS_END = Duration.ofSeconds(5);

    private final EventsConfig config;
    private final ConcurrentMap<ClientId, Integer> open = new ConcurrentHashMap<>();

    OpenStreams(EventsConfig config) {
        this.config = config;
    }

    /** One stream's place; to be given back once. Giving it back again changes nothing. */
    final class Place implements AutoCloseable {

        private final ClientId client;
        private final AtomicBoolean givenBack = new AtomicBoolean();

        private Place(ClientId client) {
            this.client = client;
        }

        @Override
        public void close() {
            if (givenBack.compareAndSet(false, true)) {
                open.computeIfPresent(client, (id, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /** @throws RequestFailure {@code rate_limited} when the client has as many as it may */
    Place taken(CallingClient client) {
        open.compute(client.id(), (id, count) -> {
            int before = count == null ? 0 : count;
            if (before >= config.streamsPerClient() && !client.terms().exempt()) {
                throw new RequestFailure(
                                FailureCode.RATE_LIMITED,
                                "This client may watch %d jobs at a time; end a stream, or ask for the status instead."
                                        .formatted(config.streamsPerClient()))
                        .retryAfter(WHILE_STREAMS_END);
            }
            return before + 1;
        });
        return new Place(client.id());
    }

    int of(ClientId client) {
        return open.getOrDefault(client, 0);
    }
}
