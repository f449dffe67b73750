package io.taskforge.chaos.check;

import io.taskforge.chaos.check.Snapshot.EventRow;
import io.taskforge.chaos.check.Snapshot.JobRow;
import io.taskforge.chaos.check.Snapshot.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the database must say of every job, by itself. */
final class JobInvariants {

    /**
     * Event by event, where it may lead from where: {@code from>to}, where {@code -} is before the job was there. Written down here once
     * more, from the contract: a checker that asked the code would agree with it.
     */
    private static final Map<String, Set<String>> MOVES = Map.ofEntries(
            Map.entry("submitted", Set.of("->queued")),
            Map.entry("claimed", Set.of("queued>running")),
            Map.entry("progress", Set.of("running>running", "cancelling>cancelling")),
            Map.entry("draft", Set.of("running>running", "cancelling>cancelling")),
            Map.entry("completed", Set.of("running>completed")),
            Map.entry("failed", Set.of("running>queued", "running>failed", "cancelling>cancelled")),
            Map.entry("handed_back", Set.of("running>queued", "cancelling>cancelled")),
            Map.entry("cancel_requested", Set.of("queued>cancelled", "running>cancelling")),
            Map.entry("cancelled", Set.of("cancelling>cancelled")),
            Map.entry("lease_expired", Set.of("running>queued", "running>failed", "cancelling>cancelled")),
            Map.entry("deadline_passed", Set.of("running>failed", "cancelling>cancelled")),
            Map.entry("expired", Set.of("queued>expired")));

    static final Invariant ENDED = new Invariant(
            "I2",
            "every job has ended, by exactly one event, in a way that the scenario allows",
            evidence -> evidence.database().jobs().values().stream()
                    .flatMap(job -> end(job, evidence.database().eventsOf(job.id()), evidence.expected())));

    static final Invariant RESULTS = new Invariant(
            "I3",
            "a job has a result if and only if it completed: that of its last attempt, whole, and no drafts beside it",
            evidence -> Stream.concat(
                    evidence.database().jobs().values().stream().flatMap(job -> result(job, evidence.database())),
                    evidence.database().results().keySet().stream()
                            .filter(id -> evidence.database().job(id).isEmpty())
                            .map(id -> "there is a result of job " + id + ", which does not exist")));

    static final Invariant EVENTS = new Invariant(
            "I4",
            "events are numbered without a gap, each leads where it may, and their times do not go back",
            evidence -> evidence.database().jobs().values().stream()
                    .flatMap(job -> history(job, evidence.database().eventsOf(job.id()), evidence.expected())));

    static final Invariant LEASES = new Invariant(
            "I5",
            "no two workers hold a job at once, and each run is a new attempt",
            evidence -> evidence.database().jobs().values().stream()
                    .flatMap(job -> leases(job, evidence.database().eventsOf(job.id()))));

    private JobInvariants() {}

    private static Stream<String> end(JobRow job, List<EventRow> events, Expectations expected) {
        if (!job.terminal()) {
            return Stream.of("job " + job.id() + " is still " + job.status() + " after attempt " + job.attempt());
        }
        List<String> broken = new ArrayList<>();
        List<EventRow> ends = events.stream()
                .filter(event -> Snapshot.TERMINAL.contains(event.status()))
                .toList();
        if (ends.size() != 1 || ends.getFirst().seq() != job.eventSeq()) {
            broken.add("job " + job.id() + " is " + job.status() + " by " + ends.size() + " ending events "
                    + ends.stream().map(end -> end.seq() + " " + end.type()).toList() + ", its newest is "
                    + job.eventSeq());
        }
        if (!expected.endsIn(job.status())
                || (job.status().equals("failed") && !expected.failsWith(String.valueOf(job.error())))) {
            broken.add("job " + job.id() + " ended " + job.status() + " (" + job.error() + ") after "
                    + job.failures() + " failures and " + job.crashes() + " crashes; the scenario allows "
                    + expected.ends());
        }
        return broken.stream();
    }

    private static Stream<String> result(JobRow job, Snapshot database) {
        Optional<ResultRow> result = Optional.ofNullable(database.results().get(job.id()));
        boolean completed = job.status().equals("completed");
        if (result.isEmpty()) {
            return completed ? Stream.of("job " + job.id() + " is completed without a result") : Stream.of();
        }
        List<String> broken = new ArrayList<>();
        if (!completed) {
            broken.add("job " + job.id() + " is " + job.status() + " and has a result");
        }
        if (result.get().attempt() != job.attempt()) {
            broken.add("the result of job " + job.id() + " is of attempt "
                    + result.get().attempt() + ", its last is " + job.attempt());
        }
        if (!result.get().whole()) {
            broken.add("the result of job " + job.id() + " is not what its hash says");
        }
        if (!result.get().names()) {
            broken.add("the result of job " + job.id() + " names another job");
        }
        if (completed && database.partials().contains(job.id())) {
            broken.add("job " + job.id() + " is completed and still keeps drafts of a run");
        }
        return broken.stream();
    }

    private static Stream<String> history(JobRow job, List<EventRow> events, Expectations expected) {
        List<String> broken = new ArrayList<>();
        String status = "-";
        Optional<EventRow> before = Optional.empty();
        for (int i = 0; i < events.size(); i++) {
            EventRow event = events.get(i);
            if (event.seq() != i + 1) {
                broken.add("job " + job.id() + " has an event " + event.seq() + " where " + (i + 1) + " belongs");
                return broken.stream();
            }
            String move = status + ">" + event.status();
            if (!MOVES.getOrDefault(event.type(), Set.of()).contains(move)) {
                broken.add("job " + job.id() + ": event " + event.seq() + " " + event.type() + " leads " + move);
            }
            if (!expected.clockSteps()
                    && before.filter(last -> event.at().isBefore(last.at())).isPresent()) {
                broken.add("job " + job.id() + ": event " + event.seq() + " was at " + event.at()
                        + ", before the one before it");
            }
            status = event.status();
            before = Optional.of(event);
        }
        if (job.eventSeq() != events.size() || !Objects.equals(job.status(), status)) {
            broken.add("job " + job.id() + " says " + job.status() + " after " + job.eventSeq()
                    + " events, its events say " + status + " after " + events.size());
        }
        return broken.stream();
    }

    private static Stream<String> leases(JobRow job, List<EventRow> events) {
        List<String> broken = new ArrayList<>();
        List<Leases.Interval> intervals = Leases.of(events);
        for (int i = 0; i < intervals.size(); i++) {
            Leases.Interval interval = intervals.get(i);
            if (interval.attempt() != i + 1) {
                broken.add("job " + job.id() + ": run " + (i + 1) + " calls itself attempt " + interval.attempt());
            }
            if (i > 0 && intervals.get(i - 1).overlaps(interval)) {
                broken.add("job " + job.id() + ": attempt " + interval.attempt() + " began at " + interval.from()
                        + " while attempt " + intervals.get(i - 1).attempt() + " was held");
            }
        }
        if (job.attempt() != intervals.size()) {
            broken.add("job " + job.id() + " counts " + job.attempt() + " attempts, its events " + intervals.size());
        }
        return broken.stream();
    }
}
