package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Empty;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.client.Caller;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Rpc.Failure;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetSchemaRequest;
import io.taskforge.tickets.v1.SubmitJobRequest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class CallAuthenticationTest {

    @Inject
    Rpc rpc;

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void aClient() {
        client = clients.withEveryScope();
    }

    @Test
    void unknown_expired_revoked_and_doubled_keys_look_the_same() {
        ClientWithKey expired = clients.withEveryScope();
        clients.changeKey(expired, "expires_at = now() - interval '1 second'");
        ClientWithKey revoked = clients.withEveryScope();
        clients.changeKey(revoked, "revoked_at = now()");
        String good = "Bearer " + client.key();

        for (String[] authorization : List.of(
                new String[] {"Bearer " + expired.key()},
                new String[] {"Bearer " + revoked.key()},
                new String[] {"Bearer " + ApiKey.mint(new SecureRandom()).reveal()},
                new String[] {"Bearer x"},
                new String[] {good, good})) {
            Failure failure =
                    Rpc.failure(() -> rpc.with(authorization).getSchema(GetSchemaRequest.getDefaultInstance()));

            assertEquals(Status.Code.UNAUTHENTICATED, failure.code());
            assertEquals("INVALID_CREDENTIALS", failure.reason().getReason());
            assertEquals(
                    "The API key or access token is not known, has expired or was revoked; get a new one.",
                    failure.message());
        }
    }

    @Test
    void an_rpc_that_declares_no_scope_is_denied_to_all() {
        var everything = new Caller(null, Set.of("tickets:submit", "tickets:read", "tickets:cancel"));
        MethodDescriptor<Empty, Empty> undeclared = rpc("taskforge.tickets.v1.TicketsService/PurgeJobs");

        var refusal = assertThrows(RequestFailure.class, () -> RpcScopes.admit(everything, undeclared));

        assertEquals(FailureCode.INSUFFICIENT_SCOPE, refusal.code());
    }

    private static MethodDescriptor<Empty, Empty> rpc(String fullName) {
        return MethodDescriptor.<Empty, Empty>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(fullName)
                .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .build();
    }

    @Test
    void another_scheme_is_no_key() {
        for (String authorization : List.of("Bearer", "Basic dXNlcjpwdw==", client.key())) {
            Failure failure =
                    Rpc.failure(() -> rpc.with(authorization).getSchema(GetSchemaRequest.getDefaultInstance()));

            assertEquals("MISSING_CREDENTIALS", failure.reason().getReason(), authorization);
        }
    }

    @Test
    void a_key_is_checked_before_the_message_is() {
        SubmitJobRequest nonsense = SubmitJobRequest.getDefaultInstance();
        ClientWithKey readOnly = clients.keyOf(client.id(), Scope.TICKETS_READ);

        assertEquals(
                Status.Code.UNAUTHENTICATED,
                Rpc.failure(() -> rpc.with().submitJob(nonsense)).code());
        assertEquals(
                Status.Code.PERMISSION_DENIED,
                Rpc.failure(() -> rpc.as(readOnly).submitJob(nonsense)).code());
    }

    @Test
    void many_calls_on_one_connection_each_have_their_own_client() {
        List<ClientWithKey> owners =
                Stream.generate(clients::withEveryScope).limit(8).toList();
        List<String> ids = owners.stream()
                .map(owner -> jobs.in(JobStatus.QUEUED, owner.id()))
                .toList();

        IntStream.range(0, 64).parallel().forEach(i -> {
            ClientWithKey owner = owners.get(i % 8);
            GetJobRequest own =
                    GetJobRequest.newBuilder().setJobId(ids.get(i % 8)).build();
            GetJobRequest another =
                    GetJobRequest.newBuilder().setJobId(ids.get((i + 1) % 8)).build();
            assertEquals(own.getJobId(), rpc.as(owner).getJob(own).getJobId());
            assertEquals(
                    "JOB_NOT_FOUND",
                    Rpc.failure(() -> rpc.as(owner).getJob(another)).reason().getReason());
        });
    }
}
