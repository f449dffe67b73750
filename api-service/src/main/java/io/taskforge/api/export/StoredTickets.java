package io.taskforge.api.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskforge.model.job.StoredResult;
import io.taskforge.model.ticket.TicketsResult;

/** Reads what is stored of a result back into its types. */
public final class StoredTickets {

    /** A result may hold more than this build's types have members for. */
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(TicketsResult.class);

    private StoredTickets() {}

    /**
     * Takes milliseconds for long results: not for an event loop.
     *
     * @throws IllegalStateException when it cannot be read
     */
    public static TicketsResult of(StoredResult stored) {
        try {
            return READER.readValue(stored.body());
        } catch (JsonProcessingException e) {
            // Without its cause, whose text repeats what could not be read: a client's words do not belong into a log.
            throw new IllegalStateException("a stored result is not of tickets.result.v1");
        }
    }
}
