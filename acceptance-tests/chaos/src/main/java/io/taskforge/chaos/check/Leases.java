package io.taskforge.chaos.check;

import io.taskforge.chaos.check.Snapshot.EventRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a job was held by a worker, by the database's clock, as its events tell. */
final class Leases {

    private static final Set<String> HELD = Set.of("running", "cancelling");

    /** @param until empty when it never ended */
    record Interval(int attempt, Instant from, Optional<Instant> until) {

        boolean overlaps(Interval later) {
            return until.map(end -> later.from.isBefore(end)).orElse(true);
        }

        boolean contains(Instant moment) {
            return !moment.isBefore(from)
                    && until.map(end -> !moment.isAfter(end)).orElse(true);
        }
    }

    private Leases() {}

    /** In the order of the events. */
    static List<Interval> of(List<EventRow> events) {
        List<Interval> intervals = new ArrayList<>();
        Optional<EventRow> open = Optional.empty();
        for (EventRow event : events) {
            boolean claimed = event.type().equals("claimed");
            if (open.isPresent() && (claimed || !HELD.contains(event.status()))) {
                // A second claim ends nothing: the first worker still holds its lease.
                Optional<Instant> until = claimed ? Optional.empty() : Optional.of(event.at());
                intervals.add(new Interval(open.get().attempt(), open.get().at(), until));
                open = Optional.empty();
            }
            if (claimed) {
                open = Optional.of(event);
            }
        }
        open.ifPresent(last -> intervals.add(new Interval(last.attempt(), last.at(), Optional.empty())));
        return intervals;
    }

    /** How much of the call went on while nobody held the job, or somebody else already did. */
    static Duration stray(ModelCall call, List<Interval> intervals) {
        if (call.endedAt().isEmpty()) {
            return Duration.ZERO;
        }
        Instant end = call.endedAt().get();
        Optional<Interval> own =
                intervals.stream().filter(one -> one.contains(call.at())).reduce((first, second) -> second);
        Instant from = own.map(one -> one.until().orElse(end)).orElse(call.at());
        Duration stray = Duration.between(from, end);
        return stray.isNegative() ? Duration.ZERO : stray;
    }
}
