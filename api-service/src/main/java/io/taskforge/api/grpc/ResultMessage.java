package io.taskforge.api.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.taskforge.model.job.StoredResult;
import io.taskforge.tickets.v1.TicketsResult;

/** A stored result as a message. Its members and the message's fields have the same names, which a test holds them to. */
final class ResultMessage {

    /** A result may hold more than this build's message has fields for. */
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private ResultMessage() {}

    static TicketsResult of(StoredResult result) {
        var message = TicketsResult.newBuilder();
        try {
            PARSER.merge(result.body(), message);
        } catch (InvalidProtocolBufferException e) {
            // Without its cause, whose text repeats what could not be read: a client's words do not belong into a log.
            throw new IllegalStateException("a stored result is not a tickets.result.v1");
        }
        return message.build();
    }
}
