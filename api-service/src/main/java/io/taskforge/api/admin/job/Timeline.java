package io.taskforge.api.admin.job;

import io.taskforge.model.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a job, for people to read: what a run tells of while it goes on is folded, phase by phase, into one line with how
 * many drafts there were.
 *
 * @param lines the oldest first
 * @param attempts the runs, the first one first
 */
record Timeline(List<Line> lines, List<Attempt> attempts) {

    /**
     * One line.
     *
     * @param at of the first event that it tells of
     * @param since the line before; empty for the first one
     * @param words what happened
     * @param worker who did it, where that is known
     */
    record Line(
            Instant at,
            Optional<Duration> since,
            String words,
            JobStatus status,
            int attempt,
            Optional<String> worker,
            Optional<String> error) {}

    /**
     * One run.
     *
     * @param end how it ended, in words; empty while it goes on
     * @param took to its end
     */
    record Attempt(
            int number,
            Instant claimedAt,
            Optional<String> worker,
            Optional<String> end,
            Optional<String> error,
            Optional<Duration> took) {}

    Timeline {
        lines = List.copyOf(lines);
        attempts = List.copyOf(attempts);
    }

    /**
     * @param events in order
     * @param holder of the job's lease at the moment
     */
    static Timeline of(List<JobHappening> events, Optional<String> holder) {
        List<Line> lines = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = from + 1;
            while (to < events.size() && folds(events.get(from), events.get(to))) {
                to++;
            }
            lines.add(line(events.subList(from, to), lines.isEmpty() ? null : lines.getLast()));
            from = to;
        }
        return new Timeline(lines, attempts(events, holder));
    }

    /** A draft belongs to the phase that goes on; progress begins a line of its own with each phase. */
    private static boolean folds(JobHappening first, JobHappening next) {
        return first.ofTheRun()
                && next.ofTheRun()
                && first.attempt() == next.attempt()
                && (next.draft() || first.phase().isEmpty() || first.phase().equals(next.phase()));
    }

    private static Line line(List<JobHappening> folded, Line before) {
        JobHappening first = folded.getFirst();
        return new Line(
                first.at(),
                Optional.ofNullable(before).map(earlier -> Duration.between(earlier.at(), first.at())),
                first.ofTheRun() ? run(folded) : words(first),
                folded.getLast().status(),
                first.attempt(),
                first.worker(),
                first.error());
    }

    private static String run(List<JobHappening> folded) {
        String phase = folded.stream()
                .flatMap(each -> each.phase().stream())
                .reduce((one, another) -> another)
                .map(each -> each.replace('_', ' '))
                .orElse("drafting");
        long drafts = folded.stream().filter(JobHappening::draft).count();
        String percent = folded.stream().flatMapToInt(each -> each.percent().stream()).max().stream()
                .mapToObj(most -> ", up to " + most + " %")
                .findFirst()
                .orElse("");
        return phase
                + percent
                + (drafts == 0 ? "" : drafts == 1 ? ", 1 draft written" : ", " + drafts + " drafts written");
    }

    private static String words(JobHappening event) {
        boolean again = event.status() == JobStatus.QUEUED;
        return switch (event.type()) {
            case "submitted" -> "submitted";
            case "claimed" -> "taken by a worker";
            case "completed" -> "completed";
            case "failed" ->
                again
                        ? "run failed, waits for another"
                        : event.status() == JobStatus.CANCELLED ? "cancelled" : "failed";
            case "handed_back" -> again ? "handed back by a worker that stops" : "cancelled";
            case "lease_expired" -> again ? "worker lost, waits for another run" : "worker lost";
            case "deadline_passed" -> "ran past its deadline";
            case "cancel_requested" ->
                event.status() == JobStatus.CANCELLED ? "cancelled in the queue" : "told to stop";
            case "cancelled" -> "cancelled";
            case "expired" -> "expired in the queue";
            default -> event.type().replace('_', ' ');
        };
    }

    private static List<Attempt> attempts(List<JobHappening> events, Optional<String> holder) {
        List<Attempt> attempts = new ArrayList<>();
        for (JobHappening claim : events) {
            if (claim.claim()) {
                Optional<JobHappening> end = events.stream()
                        .filter(each -> each.attempt() == claim.attempt() && each.seq() > claim.seq() && each.endsRun())
                        .findFirst();
                attempts.add(new Attempt(
                        claim.attempt(),
                        claim.at(),
                        end.isPresent() ? claim.worker() : claim.worker().or(() -> holder),
                        end.map(Timeline::words),
                        end.flatMap(JobHappening::error),
                        end.map(last -> Duration.between(claim.at(), last.at()))));
            }
        }
        return attempts;
    }
}
