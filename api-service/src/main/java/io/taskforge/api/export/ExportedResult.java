package io.taskforge.api.export;

import io.taskforge.model.job.JobId;
import io.taskforge.model.job.StoredResult;
import java.nio.charset.StandardCharsets;

/** A stored result as a file to take away. Its tag and its name cost nothing; its content is made when it is asked for. */
public record ExportedResult(JobId job, StoredResult stored, ExportFormat format) {

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
        return format.render(StoredTickets.of(stored)).getBytes(StandardCharsets.UTF_8);
    }
}
