package io.taskforge.model.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A worker as it last said of itself, and what is known of it without its word.
 *
 * @param name as in leases; names the host
 * @param displayName for people; names no host
 * @param version of TaskForge
 * @param slots jobs that it runs at once
 * @param busy slots that ran one then
 * @param leases jobs that run, or are being cancelled, under its name now
 * @param stopping whether it took no more
 * @param listening whether the broker could ring
 * @param engine {@code auto}, {@code model} or {@code rules}
 * @param model of jobs that name none; empty where the rules draft
 * @param health of that model
 * @param modelCheckedAt when that was found out; empty when nothing was
 * @param startedAt when the process began
 * @param seenAt when it last said something
 * @param silence how long ago that was by the database's clock; more than a few intervals of {@code taskforge.presence.interval} and it
 *     is gone, or cannot reach the database
 */
public record WorkerPresence(
        String name,
        String displayName,
        String version,
        int slots,
        int busy,
        int leases,
        boolean stopping,
        boolean listening,
        String engine,
        Optional<String> model,
        ModelHealth health,
        Optional<Instant> modelCheckedAt,
        Instant startedAt,
        Instant seenAt,
        Duration silence) {}
