package io.taskforge.model.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a client's jobs are asked for: those for which all of it holds.
 *
 * @param createdFrom the earliest moment of creation
 * @param createdBefore later than every moment of creation
 * @param statuses any of these; empty for all
 * @param idempotencyKey the one that made the job
 * @param metadata pairs that the job has, among others
 */
public record JobFilter(
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore,
        Set<JobStatus> statuses,
        Optional<String> idempotencyKey,
        Map<String, String> metadata) {

    public static final JobFilter NONE =
            new JobFilter(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Map.of());

    public JobFilter {
        createdFrom = createdFrom.map(JobFilter::nextMicrosecond);
        createdBefore = createdBefore.map(JobFilter::nextMicrosecond);
        statuses = Set.copyOf(statuses);
        metadata = Map.copyOf(metadata);
    }

    /** Rows have microseconds. Rounding up changes neither "from" nor "before" for any of them. */
    private static Instant nextMicrosecond(Instant moment) {
        Instant whole = moment.truncatedTo(ChronoUnit.MICROS);
        return whole.equals(moment) ? whole : whole.plus(1, ChronoUnit.MICROS);
    }
}
