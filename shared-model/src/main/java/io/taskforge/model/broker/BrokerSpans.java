package io.taskforge.model.broker;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobSpans;
import io.taskforge.model.trace.TraceParent;
import java.util.Optional;

/**
 * A ring in a trace, by OpenTelemetry's conventions for messaging. Both ends hang on what the job's row names; the message itself is only
 * linked to: it may be one of several, or have been sent for another job (docs/adr/0022).
 */
public final class BrokerSpans {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> ROUTING_KEY =
            AttributeKey.stringKey("messaging.rabbitmq.destination.routing_key");
    private static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");

    /** As the conventions have it for RabbitMQ: the exchange and the routing key. */
    private static final String RINGS = BrokerNames.JOBS_EXCHANGE + ":" + BrokerNames.GENERATE_QUEUE;

    private BrokerSpans() {}

    /** From the sending to the broker's confirm. */
    public static SpanBuilder publish(DispatchMessage message) {
        return of(message.jobId(), message.trace(), "publish", "send")
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(MESSAGE_ID, message.id());
    }

    /**
     * From the claim that a ring led to until the broker was told.
     *
     * @param claimed the job, which need not be the one that was rung for
     * @param parent where its trace hangs
     * @param publish the span that the message brought along
     */
    public static SpanBuilder process(JobId claimed, Optional<TraceParent> parent, Optional<TraceParent> publish) {
        SpanBuilder process = of(claimed, parent, "process", "process").setSpanKind(SpanKind.CONSUMER);
        publish.map(TraceParent::span).ifPresent(process::addLink);
        return process;
    }

    private static SpanBuilder of(JobId job, Optional<TraceParent> parent, String operation, String type) {
        return JobSpans.of(job, parent, operation + " " + RINGS)
                .setAttribute(SYSTEM, "rabbitmq")
                .setAttribute(OPERATION, operation)
                .setAttribute(OPERATION_TYPE, type)
                .setAttribute(DESTINATION, RINGS)
                .setAttribute(ROUTING_KEY, BrokerNames.GENERATE_QUEUE);
    }
}
