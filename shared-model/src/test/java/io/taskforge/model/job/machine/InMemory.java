package io.taskforge.model.job.machine;

import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.machine.JobState.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The machine alone. */
final class InMemory implements World {

    private final JobMachine machine;
    private final List<Seen> jobs = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    InMemory(JobPolicy policy, List<Terms> terms) {
        this.machine = new JobMachine(policy);
        terms.forEach(asked -> jobs.add(Seen.submitted(JobState.submitted(now, policy.queueExpiry(), asked))));
    }

    @Override
    public List<Seen> jobs() {
        return List.copyOf(jobs);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void happen(int job, Event event) {
        now = now.plusNanos(1_000);
        if (Life.meetsAll(event)) {
            jobs.replaceAll(seen -> seen.after(machine.decide(seen.state(), event, now)));
        } else {
            Seen seen = jobs.get(job);
            jobs.set(job, seen.after(machine.decide(seen.state(), event, now)));
        }
    }
}
