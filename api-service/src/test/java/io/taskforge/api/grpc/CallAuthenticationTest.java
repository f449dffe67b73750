package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
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
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

    private static final ServiceDescriptor SERVICE = TicketsServiceGrpc.getServiceDescriptor();

    @Test
    void no_key_and_other_schemes_are_missing_credentials_for_every_rpc() {
        for (MethodDescriptor<?, ?> method : SERVICE.getMethods()) {
            for (String[] authorization : List.of(
                    new String[] {}, new String[] {"Bearer"}, new String[] {"Basic dXNlcjpwdw=="}, new String[] {
                        client.key()
                    })) {
                Failure failure = Rpc.failure(() -> call(method, authorization));

                assertEquals(Status.Code.UNAUTHENTICATED, failure.code());
                assertEquals("MISSING_CREDENTIALS", failure.reason().getReason());
            }
        }
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
    void a_disabled_client_is_told_so() {
        clients.disable(client.id());

        Failure failure = Rpc.failure(() -> rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance()));

        assertEquals(Status.Code.PERMISSION_DENIED, failure.code());
        assertEquals("CLIENT_DISABLED", failure.reason().getReason());
    }

    @Test
    void every_rpc_declares_a_scope_and_refuses_keys_that_lack_it() {
        assertEquals(7, SERVICE.getMethods().size());
        for (MethodDescriptor<?, ?> method : SERVICE.getMethods()) {
            Scope required = RpcScopes.of(method).orElseThrow(() -> new AssertionError(method.getFullMethodName()));
            Scope[] others = EnumSet.complementOf(EnumSet.of(required)).toArray(Scope[]::new);

            Failure failure = Rpc.failure(() ->
                    call(method, "Bearer " + clients.keyOf(client.id(), others).key()));

            assertEquals(Status.Code.PERMISSION_DENIED, failure.code());
            assertEquals("INSUFFICIENT_SCOPE", failure.reason().getReason());
            assertEquals(required.wireName(), failure.reason().getMetadataOrThrow("required_scope"));

            Failure further = Rpc.failure(() -> {
                call(method, "Bearer " + clients.keyOf(client.id(), required).key());
                rpc.as(client).getJob(GetJobRequest.getDefaultInstance());
            });
            assertFalse(further.code() == Status.Code.PERMISSION_DENIED, method.getFullMethodName());
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

    /** Calls with an empty message, which every RPC can read. */
    private void call(MethodDescriptor<?, ?> method, String... authorization) {
        MethodDescriptor<Empty, Empty> untyped = rpc(method.getFullMethodName());
        var channel = rpc.with(authorization).getChannel();
        ClientCalls.blockingUnaryCall(
                channel,
                untyped,
                CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                Empty.getDefaultInstance());
    }
}
