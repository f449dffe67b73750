package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.JobId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ControlBellTest {

    private final AtomicInteger sent = new AtomicInteger();

    private ControlBell bell(Supplier<Uni<Void>> broker) {
        return new ControlBell(null, new ObjectMapper()) {
            @Override
            Uni<Void> send(byte[] body) {
                sent.incrementAndGet();
                return broker.get();
            }
        };
    }

    private void cancels(int count, ControlBell bell) {
        for (int i = 0; i < count; i++) {
            bell.cancelRequested(new JobId(UUID.randomUUID()));
        }
    }

    @Test
    void a_broker_that_takes_nothing_is_given_no_more_than_it_may_keep() {
        cancels(1_000, bell(() -> Uni.createFrom().nothing()));

        assertEquals(64, sent.get());
    }

    @Test
    void a_broker_that_refuses_is_told_of_the_next_cancel_all_the_same() {
        cancels(1_000, bell(() -> Uni.createFrom().failure(new IllegalStateException("away"))));

        assertEquals(1_000, sent.get());
    }

    @Test
    void a_publisher_that_throws_is_none_of_the_callers_business() {
        cancels(1_000, bell(() -> {
            throw new IllegalStateException("no channel");
        }));

        assertEquals(1_000, sent.get());
    }
}
