package io.taskforge.model.job.machine;

import io.taskforge.model.job.machine.Decision.Moved;
import io.taskforge.model.job.machine.Decision.Noted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A job and all that was written with its moves, however it is kept.
 *
 * @param bells when each is due, in the order they were written
 * @param results how many there are
 */
record Seen(JobState state, List<Noted> history, List<Instant> bells, int results) {

    Seen {
        history = List.copyOf(history);
        bells = List.copyOf(bells);
    }

    static Seen submitted(JobState state) {
        return new Seen(state, List.of(new Noted(1, "submitted", state.status(), 0)), List.of(state.availableAt()), 0);
    }

    Seen after(Decision decision) {
        return switch (decision) {
            case Decision.Refused ignored -> this;
            case Moved moved -> {
                List<Noted> longer = new ArrayList<>(history);
                longer.addAll(moved.written().events());
                List<Instant> rung = new ArrayList<>(bells);
                moved.written().bell().ifPresent(bell -> rung.add(bell.latest()));
                yield new Seen(
                        moved.state(), longer, rung, results + (moved.written().result() ? 1 : 0));
            }
        };
    }
}
