package io.taskforge.api.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.github.benmanes.caffeine.cache.Ticker;
import io.taskforge.model.job.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Jobs as they are sent over REST. */
@ApplicationScoped
class JobDocuments {

    /**
     * @param json not to be changed by who has it
     * @param tag stands for what it says
     * @param retryAfter when asking again makes sense; null once the job is terminal
     */
    record JobDocument(byte[] json, String tag, Duration retryAfter) {}

    private final ObjectWriter writer;
    private final JobViews<JobDocument> documents;

    JobDocuments(ObjectMapper json, Ticker ticker) {
        this.writer = json.writerFor(TicketsJob.class);
        this.documents = new JobViews<>(ticker, this::written);
    }

    JobDocument of(Job job) {
        return documents.of(job);
    }

    private JobDocument written(Job job) {
        TicketsJob shown = TicketsJob.of(job);
        try {
            byte[] json = writer.writeValueAsBytes(shown);
            return new JobDocument(json, EntityTag.weak(json), shown.retryAfter());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
    }
}
