package io.taskforge.api.admin.job;

import io.taskforge.api.contract.JobErrorNote;
import io.taskforge.api.export.ShownText;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.KeptAnswer;
import io.taskforge.model.job.Sha256;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A job with all that its page shows.
 *
 * @param callbacks attempts to deliver its callback that are still kept, the newest first
 * @param answers of models that were not used as they were, the oldest first
 */
record OneJob(Job job, JobFacts facts, Timeline timeline, List<CallbackLogLine> callbacks, List<KeptAnswer> answers) {

    private static final int SHORT = 12;

    public String heading() {
        return job.title() == null ? "A job whose title was erased" : ShownText.line(job.title());
    }

    public String page() {
        return JobLinks.page(job.id());
    }

    public String live() {
        return page() + JobLinks.LIVE + "?now=" + now() + "&story=" + story();
    }

    /** Tells two views of the part that moves apart. */
    public String now() {
        return Sha256.hex(String.valueOf(List.of(
                        job.status(),
                        job.attempt(),
                        String.valueOf(job.progress()),
                        String.valueOf(job.queuePosition()))))
                .substring(0, SHORT);
    }

    /** Tells two views of the rest apart, which changes with the states of the job and of its callback alone. */
    public String story() {
        String told = job.callback() == null
                ? ""
                : job.callback().status().word() + job.callback().attempts();
        return job.status().word() + job.attempt() + told;
    }

    public boolean ended() {
        return job.status().terminal();
    }

    /** It ended, and nobody is to be told of it any more. */
    public boolean settled() {
        return ended()
                && (job.callback() == null
                        || switch (job.callback().status()) {
                            case PENDING, RETRYING -> false;
                            case DELIVERED, FAILED, DISABLED -> true;
                        });
    }

    public boolean queued() {
        return job.status() == JobStatus.QUEUED;
    }

    public boolean running() {
        return job.status() == JobStatus.RUNNING || job.status() == JobStatus.CANCELLING;
    }

    public boolean cancelling() {
        return job.status() == JobStatus.CANCELLING;
    }

    /** Of the run that goes on, or of the last one; what an earlier run had reached is not where a queued job stands. */
    public Optional<JobProgress> progress() {
        return queued() ? Optional.empty() : Optional.ofNullable(job.progress());
    }

    public String phase() {
        return progress().map(each -> each.phase().word().replace('_', ' ')).orElse("preparing");
    }

    /** While it waits for another run after a failure. */
    public boolean waitsForLater() {
        return queued() && facts.availableAt().isAfter(job.updatedAt());
    }

    /** From the first start to the end. */
    public Optional<Duration> took() {
        return job.startedAt() == null || job.finishedAt() == null
                ? Optional.empty()
                : Optional.of(Duration.between(job.startedAt(), job.finishedAt()));
    }

    /** What its error means and what to do about it. */
    public Optional<JobErrorNote> cure() {
        return Optional.ofNullable(job.error()).flatMap(error -> JobErrorNote.of(error.code()));
    }

    public Map<String, String> metadata() {
        return new TreeMap<>(job.metadata());
    }

    public Optional<String> result() {
        return facts.result().isPresent() || ended() && facts.hasDrafts()
                ? Optional.of(JobLinks.result(job.id()))
                : Optional.empty();
    }

    /** Whom the callback goes to, without the rest of the URL, which may hold secrets of the client's. */
    public String callbackHost() {
        try {
            String host = URI.create(
                            job.callback().url().replace("{job_id}", job.id().toString()))
                    .getAuthority();
            return host == null ? "?" : host.substring(host.indexOf('@') + 1);
        } catch (IllegalArgumentException e) {
            return "?";
        }
    }

    public boolean cancellable() {
        return queued() || job.status() == JobStatus.RUNNING;
    }

    public boolean retryable() {
        return ended()
                && job.status() != JobStatus.COMPLETED
                && facts.inputErasedAt().isEmpty()
                && !facts.clientDisabled();
    }

    public boolean redeliverable() {
        return ended() && job.callback() != null;
    }

    public boolean erasable() {
        return ended() && !facts.erased();
    }
}
