package io.taskforge.api.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Metadata;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.trace.TraceParent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of a traced request with the job that it makes. Nobody takes the spans here, which changes nothing. */
@QuarkusTest
@TestProfile(TracedRequestTest.Traced.class)
@QuarkusTestResource(OwnDatabase.class)
class TracedRequestTest {

    public static class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("taskforge.otlp-endpoint", "http://127.0.0.1:1");
        }
    }

    private static final Metadata.Key<String> TRACEPARENT =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final String SPAN = "00f067aa0ba902b7";

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void aClient() {
        client = clients.withEveryScope();
    }

    private static String trace(int nth) {
        return "4bf92f3577b34da6a3ce929d0e0e47" + (10 + nth);
    }

    /** @param parent as the client sends it */
    private String submitted(String key, String parent) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + client.key());
        headers.put(TRACEPARENT, parent);
        return rpc.with(headers).submitJob(Rpc.request(key).build()).getJob().getJobId();
    }

    private TraceParent kept(String job) {
        return TraceParent.parse(jobs.row(job).getString("trace_parent")).orElseThrow();
    }

    @Test
    void a_job_hangs_on_the_call_that_made_it() {
        String job = submitted("one", "00-" + trace(0) + "-" + SPAN + "-01");

        assertEquals(trace(0), kept(job).span().getTraceId());
        assertNotEquals(SPAN, kept(job).span().getSpanId(), "the call's own span, and not the client's");
        assertTrue(kept(job).span().isSampled());
    }

    @Test
    void a_client_that_records_nothing_is_followed() {
        String job = submitted("not-recorded", "00-" + trace(0) + "-" + SPAN + "-00");

        assertEquals(trace(0), kept(job).span().getTraceId());
        assertFalse(kept(job).span().isSampled());
    }

    /** They are stored by one statement, which is none of theirs. */
    @Test
    void jobs_that_come_at_one_moment_keep_each_its_own_trace() {
        var made = IntStream.range(0, 40)
                .parallel()
                .mapToObj(nth -> submitted("key-" + nth, "00-" + trace(nth) + "-" + SPAN + "-01"))
                .toList();

        for (int nth = 0; nth < made.size(); nth++) {
            assertEquals(trace(nth), kept(made.get(nth)).span().getTraceId());
        }
    }

    @Test
    void a_job_that_no_request_made_hangs_on_nothing() {
        assertNull(jobs.row(jobs.in(JobStatus.QUEUED, client.id())).getString("trace_parent"));
    }
}
