package io.taskforge.api.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Jobs as they are sent. Whoever polls finds a job as it was, mostly: then it is not written again. */
@ApplicationScoped
class JobDocuments {

    private static final long KEPT_BYTES_AT_MOST = 4 << 20;

    /** Bytes of the job that a document is kept with, besides its title and metadata. */
    private static final int BYTES_OF_JOB = 2_000;

    /** What is erased must be gone from here as well, whether or not anybody asks. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** A cache's housekeeping takes less time than waking a thread for it. */
    private static final Executor IN_PASSING = Runnable::run;

    /**
     * @param json not to be changed by who has it
     * @param tag stands for what it says
     * @param retryAfter when asking again makes sense; null once the job is terminal
     */
    record JobDocument(Job job, byte[] json, String tag, Duration retryAfter) {

        /** In bytes, roughly: title and metadata stand in the job and in the document. */
        private int size() {
            return BYTES_OF_JOB + 2 * json.length;
        }
    }

    private final ObjectWriter writer;
    private final Cache<JobId, JobDocument> last;

    JobDocuments(ObjectMapper json, Ticker ticker) {
        this.writer = json.writerFor(TicketsJob.class);
        this.last = Caffeine.newBuilder()
                .executor(IN_PASSING)
                .scheduler(Scheduler.systemScheduler())
                .ticker(ticker)
                .expireAfterWrite(KEPT)
                .weigher((JobId id, JobDocument document) -> document.size())
                .maximumWeight(KEPT_BYTES_AT_MOST)
                .build();
    }

    JobDocument of(Job job) {
        JobDocument before = last.getIfPresent(job.id());
        if (before != null && before.job().equals(job)) {
            return before;
        }
        JobDocument written = written(job);
        last.put(job.id(), written);
        return written;
    }

    private JobDocument written(Job job) {
        TicketsJob shown = TicketsJob.of(job);
        try {
            byte[] json = writer.writeValueAsBytes(shown);
            return new JobDocument(job, json, EntityTag.weak(json), shown.retryAfter());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
    }
}
