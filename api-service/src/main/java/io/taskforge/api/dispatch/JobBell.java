package io.taskforge.api.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import io.taskforge.model.broker.BrokerNames;
import io.taskforge.model.broker.DispatchMessage;
import io.taskforge.model.trace.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Rings at the broker. It knows the connector, as {@link ControlBell} does and nobody else, and nothing is promised of it: a ring may
 * fail, or never answer, or arrive although it failed.
 */
@ApplicationScoped
class JobBell {

    /** Without it the connector's messages do not outlive a restart of the broker. */
    private static final int PERSISTENT = 2;

    private final MutinyEmitter<byte[]> channel;
    private final ObjectMapper json;

    JobBell(
            @Channel("job-dispatch") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> channel,
            ObjectMapper json) {
        this.channel = channel;
        this.json = json;
    }

    /** Done when the broker has confirmed. */
    Uni<Void> ring(DispatchMessage message) {
        return Uni.createFrom()
                .deferred(() -> channel.sendMessage(Message.of(MessageBody.of(message, json), metadata(message))));
    }

    private static Metadata metadata(DispatchMessage message) {
        var metadata = OutgoingRabbitMQMetadata.builder()
                .withRoutingKey(BrokerNames.GENERATE_QUEUE)
                .withDeliveryMode(PERSISTENT)
                .withContentType("application/json")
                .withMessageId(message.id());
        message.trace().ifPresent(span -> metadata.withHeader(TraceParent.HEADER, span.toString()));
        return Metadata.of(metadata.build());
    }
}
