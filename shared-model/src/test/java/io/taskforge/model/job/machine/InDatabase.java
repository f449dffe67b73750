package io.taskforge.model.job.machine;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobReading;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.machine.JobState.Terms;
import io.taskforge.model.job.machine.StoredJobs.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Jobs of a real PostgreSQL, which after each event are where the machine says. */
final class InDatabase implements World {

    private final JobDatabase database;
    private final StoredJobs stored;
    private final Agreement agreement;
    private final List<JobId> ids;
    private final Map<JobId, JobReading> readings = new HashMap<>();
    private List<Stored> jobs;

    InDatabase(JobDatabase database, List<Terms> terms) {
        this.database = database;
        this.stored = new StoredJobs(database);
        this.agreement = new Agreement(new JobMachine(database.policy()));
        this.ids = terms.stream().map(this::submitted).toList();
        look();
    }

    private JobId submitted(Terms terms) {
        JobId id = database.in(JobStatus.QUEUED).id();
        terms.failuresAtMost().ifPresent(most -> ask(id, "max_attempts", most));
        terms.runDeadline().ifPresent(longest -> ask(id, "max_duration_seconds", longest.toSeconds()));
        return id;
    }

    private void ask(JobId id, String term, long value) {
        database.set(
                id,
                "options = options || jsonb_build_object('budget', coalesce(options -> 'budget', '{}') || '{\"%s\":%d}')"
                        .formatted(term, value));
    }

    private void look() {
        jobs = ids.stream().map(stored::read).toList();
    }

    @Override
    public List<Seen> jobs() {
        return jobs.stream().map(Stored::seen).toList();
    }

    @Override
    public Instant now() {
        return jobs.getLast().readAt();
    }

    @Override
    public void pass(Duration time) {
        ids.forEach(id -> stored.pass(id, time));
        look();
    }

    @Override
    public void happen(int job, Event event) {
        List<Stored> before = jobs;
        await(stored.tell(database.store(), ids.get(job), event));
        look();
        for (int met = 0; met < ids.size(); met++) {
            if (met == job || Life.meetsAll(event)) {
                agreement.hold(before.get(met), asItWas(event, jobs.get(met)), jobs.get(met));
                seenByClient(ids.get(met), jobs.get(met));
            }
        }
    }

    /** Whoever knows how a job stood at some moment before, and asks again, sees it as it stands. */
    private void seenByClient(JobId id, Stored stored) {
        Optional<JobReading> known = Optional.ofNullable(readings.get(id));
        JobReading reading =
                await(database.queries().reading(database.client(), id, known)).orElseThrow();
        JobState state = stored.seen().state();
        Job job = reading.job();
        assertEquals(state.status(), job.status());
        assertEquals(state.attempt(), job.attempt());
        assertEquals(state.progress(), Optional.ofNullable(job.progress()));
        assertEquals(state.errorCode(), Optional.ofNullable(job.error()).map(JobError::code));
        assertEquals(stored.changedAt(), job.updatedAt());
        readings.put(id, reading);
    }

    private static Event asItWas(Event event, Stored after) {
        return event instanceof Event.Claimed(UUID proposed)
                ? new Event.Claimed(
                        after.seen().state().lease().map(JobState.Held::token).orElse(proposed))
                : event;
    }
}
