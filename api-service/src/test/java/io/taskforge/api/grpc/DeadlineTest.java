package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.WholePool;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.CancelJobRequest;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetResultRequest;
import io.taskforge.tickets.v1.GetSchemaRequest;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import io.taskforge.tickets.v1.TicketsServiceGrpc.TicketsServiceBlockingStub;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A database that is silent, and clients that do not wait for it. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class DeadlineTest {

    /** Shorter than the service's own patience. */
    private static final Duration DEADLINE = Duration.ofMillis(400);

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    Pool pool;

    @Inject
    WholePool wholePool;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    private void whileLocked(String table, Executable work) throws Throwable {
        SqlConnection holder = Jobs.await(pool.getConnection());
        var transaction = Jobs.await(holder.begin());
        Jobs.await(holder.query("lock table " + table + " in access exclusive mode")
                .execute());
        try {
            work.execute();
        } finally {
            Jobs.await(transaction.rollback());
            Jobs.await(holder.close());
        }
    }

    private static void assertPassed(String what, Executable call) {
        Status.Code code =
                assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
        assertEquals(Status.Code.DEADLINE_EXCEEDED, code, what);
    }

    @Test
    void a_deadline_that_passes_before_the_caller_is_known_ends_every_rpc() throws Throwable {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        whileLocked("api_key", () -> {
            for (MethodDescriptor<?, ?> method :
                    TicketsServiceGrpc.getServiceDescriptor().getMethods()) {
                String neverSeen = "Bearer " + client.key();
                assertPassed(method.getFullMethodName(), () -> rpc.call(method, job, DEADLINE, neverSeen));
            }
        });

        wholePool.assertWhole();
        assertEquals("queued", jobs.row(job).getString("status"), "what was never admitted was not done");
    }

    @Test
    void a_deadline_that_passes_while_jobs_cannot_be_read_ends_the_call() throws Throwable {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance());
        whileLocked("job", () -> {
            assertPassed("GetJob", () -> soon().getJob(
                            GetJobRequest.newBuilder().setJobId(job).build()));
            assertPassed("GetResult", () -> soon().getResult(
                            GetResultRequest.newBuilder().setJobId(job).build()));
            assertTrue(soon().getSchema(GetSchemaRequest.getDefaultInstance()).hasLimits(), "needs no job");
        });

        wholePool.assertWhole();
    }

    @Test
    void a_write_outlives_the_deadline_of_its_call() throws Throwable {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance());
        whileLocked("job", () -> {
            assertPassed("SubmitJob", () -> soon().submitJob(Rpc.request("late").build()));
            assertPassed("CancelJob", () -> soon().cancelJob(
                            CancelJobRequest.newBuilder().setJobId(job).build()));
        });

        Eventually.holds("cancelled", () -> jobs.row(job).getString("status").equals("cancelled"));
        Eventually.holds(
                "stored",
                () -> jobs.count(
                                "select count(*) from job where client_id = $1 and idempotency_key = 'late'",
                                client.id().value())
                        == 1);
        wholePool.assertWhole();
        assertTrue(rpc.as(client).submitJob(Rpc.request("late").build()).getReplayed());
    }

    @Test
    void many_calls_that_are_given_up_leak_nothing() throws Throwable {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance());
        whileLocked("job", () -> {
            for (int i = 0; i < 60; i++) {
                assertPassed("GetJob", () -> rpc.as(client)
                        .withDeadlineAfter(20, TimeUnit.MILLISECONDS)
                        .getJob(GetJobRequest.newBuilder().setJobId(job).build()));
            }
        });

        wholePool.assertWhole();
    }

    @Test
    void a_deadline_that_has_passed_already_is_one() {
        ClientWithKey reader = clients.keyOf(client.id(), Scope.TICKETS_READ);

        for (MethodDescriptor<?, ?> method :
                List.copyOf(TicketsServiceGrpc.getServiceDescriptor().getMethods())) {
            assertPassed(
                    method.getFullMethodName(),
                    () -> rpc.call(method, "x", Duration.ofMillis(-1), "Bearer " + reader.key()));
        }
    }

    private TicketsServiceBlockingStub soon() {
        return rpc.as(client).withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
