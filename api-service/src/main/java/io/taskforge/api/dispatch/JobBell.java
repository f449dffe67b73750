package io.taskforge.api.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.broker.DispatchMessage;
import io.taskforge.model.trace.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Rings at the broker. Nothing is promised of it: a ring may fail, or never answer, or arrive although it failed. */
@ApplicationScoped
class JobBell {

    /** Without it a message does not outlive a restart of the broker. */
    private static final int PERSISTENT = 2;

    private final BrokerPublisher broker;
    private final ObjectMapper json;

    JobBell(BrokerPublisher broker, ObjectMapper json) {
        this.broker = broker;
        this.json = json;
    }

    /** Done when the broker has confirmed. */
    Uni<Void> ring(DispatchMessage message) {
        return Uni.createFrom().completionStage(() -> broker.ring(properties(message), MessageBody.of(message, json)));
    }

    private static AMQP.BasicProperties properties(DispatchMessage message) {
        var properties = MessageBody.properties().deliveryMode(PERSISTENT).messageId(message.id());
        message.trace().ifPresent(span -> properties.headers(Map.of(TraceParent.HEADER, span.toString())));
        return properties.build();
    }
}
