package io.taskforge.api.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithoutProbesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static SamplingDecision of(Sampler others, String name, SpanKind kind) {
        return new WithoutProbes(others)
                .shouldSample(Context.root(), TRACE, name, kind, Attributes.empty(), List.of())
                .getDecision();
    }

    @Test
    void a_probe_begins_no_trace() {
        assertEquals(SamplingDecision.DROP, of(Sampler.alwaysOn(), "grpc.health.v1.Health/Check", SpanKind.SERVER));
    }

    @Test
    void any_other_call_is_for_the_others_to_decide() {
        String call = "taskforge.tickets.v1.TicketsService/SubmitJob";

        assertEquals(SamplingDecision.RECORD_AND_SAMPLE, of(Sampler.alwaysOn(), call, SpanKind.SERVER));
        assertEquals(SamplingDecision.DROP, of(Sampler.alwaysOff(), call, SpanKind.SERVER));
    }
}
