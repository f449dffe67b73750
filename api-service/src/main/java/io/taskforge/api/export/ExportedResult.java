package io.taskforge.api.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.StoredResult;
import io.taskforge.model.ticket.TicketsResult;
import java.nio.charset.StandardCharsets;

/** A stored result as a file to take away. Its tag and its name cost nothing; its content is made when it is asked for. */
public record ExportedResult(JobId job, StoredResult stored, ExportFormat format) {

    /** A result may hold more than this build's types have members for. */
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(TicketsResult.class);

    /** A strong ETag: the stored result never changes, and what is made of it changes with the format's version only. */
    public String tag() {
        return "\"sha256-" + stored.sha256() + "-" + format.edition() + "\"";
    }

    /** Of nothing that a client wrote, so that it is a good name on every system, and in a header. */
    public String fileName() {
        return "tickets-" + job + "." + format.extension();
    }

    /** In UTF-8. Takes milliseconds, for the longest results that there can be some dozens: not for an event loop. */
    public byte[] content() {
        return format.render(read()).getBytes(StandardCharsets.UTF_8);
    }

    private TicketsResult read() {
        try {
            return READER.readValue(stored.body());
        } catch (JsonProcessingException e) {
            // Without its cause, whose text repeats what could not be read: a client's words do not belong into a log.
            throw new IllegalStateException("a stored result is not of tickets.result.v1");
        }
    }
}
