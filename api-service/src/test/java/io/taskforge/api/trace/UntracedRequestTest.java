package io.taskforge.api.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.grpc.Metadata;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.model.trace.Tracing;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Without an endpoint there is no trace, whatever a client sends. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class UntracedRequestTest {

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Test
    void a_job_hangs_on_nothing() {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + clients.withEveryScope().key());
        headers.put(
                Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        String job = rpc.with(headers)
                .submitJob(Rpc.request("untraced").build())
                .getJob()
                .getJobId();

        assertNull(jobs.row(job).getString("trace_parent"));
    }

    @Test
    void a_span_of_ours_is_none() {
        assertFalse(Tracing.tracer()
                .spanBuilder("nothing")
                .startSpan()
                .getSpanContext()
                .isValid());
    }
}
