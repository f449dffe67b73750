package io.taskforge.api.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;

/** A message as the broker carries it. */
final class MessageBody {

    private MessageBody() {}

    /** What says how such a body is to be read. */
    static AMQP.BasicProperties.Builder properties() {
        return new AMQP.BasicProperties.Builder().contentType("application/json");
    }

    /** @param message a record of ids and numbers */
    static byte[] of(Record message, ObjectMapper json) {
        try {
            return json.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of ids and numbers is always JSON", e);
        }
    }
}
