package io.taskforge.model.system;

import java.time.Duration;
import java.util.Optional;

/**
 * What a worker says of itself.
 *
 * @param name as in the leases that it takes; unique for each start of a process
 * @param displayName for people; names no host
 * @param version of TaskForge
 * @param slots jobs that it runs at once
 * @param busy slots that run one now
 * @param stopping whether it takes no more
 * @param listening whether the broker can ring
 * @param engine the setting {@code taskforge.engine}
 * @param model of jobs that name none; empty where the rules draft
 * @param health of that model
 * @param sinceCheck how long ago that was found out; present exactly when something was
 * @param uptime since it began
 */
public record WorkerReport(
        String name,
        String displayName,
        String version,
        int slots,
        int busy,
        boolean stopping,
        boolean listening,
        String engine,
        Optional<String> model,
        ModelHealth health,
        Optional<Duration> sinceCheck,
        Duration uptime) {}
