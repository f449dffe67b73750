package io.taskforge.api.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.taskforge.model.job.StoredResult;
import io.taskforge.tickets.v1.Ticket;
import io.taskforge.tickets.v1.TicketsResult;

/**
 * A stored result, or a draft of one of its tickets, as a message. Their members and the messages' fields have the same names, which a
 * test holds them to.
 */
final class ResultMessage {

    /** A result may hold more than this build's message has fields for. */
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private ResultMessage() {}

    static TicketsResult of(StoredResult result) {
        var message = TicketsResult.newBuilder();
        read(result.body(), message, "result");
        return message.build();
    }

    /** @param ticket the JSON of one ticket of a result to come */
    static Ticket draft(String ticket) {
        var message = Ticket.newBuilder();
        read(ticket, message, "draft");
        return message.build();
    }

    private static void read(String json, Message.Builder message, String what) {
        try {
            PARSER.merge(json, message);
        } catch (InvalidProtocolBufferException e) {
            // Without its cause, whose text repeats what could not be read: a client's words do not belong into a log.
            throw new IllegalStateException("a stored " + what + " is not of tickets.result.v1");
        }
    }
}
