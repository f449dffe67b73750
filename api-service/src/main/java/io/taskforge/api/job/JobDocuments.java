package io.taskforge.api.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Jobs as they are sent. Whoever polls finds a job as it was, mostly: then it is not written again. */
@ApplicationScoped
class JobDocuments {

    /**
     * @param json not to be changed by who has it
     * @param tag stands for what it says
     * @param retryAfter when asking again makes sense; null once the job is terminal
     */
    record JobDocument(Job job, byte[] json, String tag, Duration retryAfter) {}

    private final ObjectWriter writer;
    private final Cache<JobId, JobDocument> last;

    JobDocuments(ObjectMapper json, Ticker ticker) {
        this.writer = json.writerFor(TicketsJob.class);
        this.last = RecentJobs.cache(ticker);
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
