package io.taskforge.worker.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** A worker that looks for jobs, and one whose look hangs, on a clock of the test's own. */
class IntakeReadinessTest extends IntakeFixture {

    private final AtomicLong clock = new AtomicLong();
    private final LastLook lastLook = new LastLook(clock::get);

    private HealthCheckResponse asked() {
        return new IntakeReadiness(lastLook, new EveryFiveSeconds(), intake(2, this::complete)).call();
    }

    private void passes(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private record EveryFiveSeconds() implements IntakeConfig {

        @Override
        public int slots() {
            return 2;
        }

        @Override
        public Duration poll() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration ringOverdue() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration drain() {
            return Duration.ZERO;
        }
    }

    @Test
    void a_worker_that_looks_is_ready_and_says_how_many_slots_it_has() {
        lastLook.over();
        passes(Duration.ofSeconds(20));

        HealthCheckResponse answer = asked();

        assertEquals(Status.UP, answer.getStatus());
        assertEquals(
                Map.of("slots", 2L, "busy", 0L, "stopping", false, "looked_seconds_ago", 20L),
                answer.getData().orElseThrow());
    }

    @Test
    void a_worker_whose_looks_stand_still_is_not_ready() {
        passes(Duration.ofMinutes(4));

        assertEquals(Status.DOWN, asked().getStatus());
    }

    @Test
    void a_worker_that_looks_again_is_ready_again() {
        passes(Duration.ofMinutes(4));
        lastLook.over();

        assertEquals(Status.UP, asked().getStatus());
    }
}
