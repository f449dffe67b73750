package io.taskforge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Endpoints;
import io.taskforge.api.fixture.Endpoints.Endpoint;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Rpc.Failure;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what, asked of every endpoint and every RPC that the service has: they are read from its classes and from its
 * descriptors, so that a new one is held to the same without anybody thinking of it.
 */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class AuthorisationTest {

    /** Endpoints for everybody, as in {@code GET /docs}. Whoever adds one says here that it is meant. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /ping",
            "GET /docs",
            "GET /docs/tickets",
            "GET /docs/errors",
            "GET /docs/style.css",
            "GET /openapi/tickets.v1.json",
            "GET /openapi/tickets.v1.proto",
            "GET /.well-known/jwks.json",
            "POST /oauth/token");

    /** Services for everybody over gRPC, besides the reflection that lists them. */
    private static final Set<String> PUBLIC_SERVICES = Set.of("grpc.health.v1.Health");

    private static final String REALM = "Bearer realm=\"taskforge\"";

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    static Stream<Endpoint> guarded() {
        return Endpoints.all().stream().filter(endpoint -> !PUBLIC.contains(endpoint.toString()));
    }

    static Stream<Endpoint> ofOneJob() {
        return guarded().filter(Endpoint::ofOneJob);
    }

    static Stream<MethodDescriptor<?, ?>> rpcs() {
        return TicketsServiceGrpc.getServiceDescriptor().getMethods().stream();
    }

    /** The contract's rule of thumb, which no endpoint breaks: what a request does says what it needs. */
    private static Scope needed(String what) {
        if (what.startsWith("DELETE") || what.startsWith("Cancel")) {
            return Scope.TICKETS_CANCEL;
        }
        return what.startsWith("POST") || what.startsWith("Submit") ? Scope.TICKETS_SUBMIT : Scope.TICKETS_READ;
    }

    private ClientWithKey keyWithout(Scope scope) {
        return clients.keyOf(
                client.id(), EnumSet.complementOf(EnumSet.of(scope)).toArray(Scope[]::new));
    }

    private Answer ask(Endpoint endpoint, String jobId, ClientWithKey... key) {
        // With what some of them cannot do without.
        TicketsClient.Ask ask = http.ask(endpoint.path(jobId) + "?format=csv")
                .method(endpoint.method())
                .header("X-Request-Id", "the-same")
                .header("Idempotency-Key", "a-key");
        for (ClientWithKey each : key) {
            ask.as(each);
        }
        return ask.send();
    }

    @Test
    void the_endpoints_for_everybody_are_those_that_are_meant_to_be() {
        assertTrue(Endpoints.all().size() >= 5, "the endpoints were not found");
        assertEquals(
                PUBLIC,
                Endpoints.all().stream()
                        .filter(endpoint ->
                                endpoint.permitsAll() || endpoint.scope().isEmpty())
                        .map(Endpoint::toString)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void without_a_key_nothing_is_said(Endpoint endpoint) {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        Answer answer = ask(endpoint, job);
        assertEquals(401, answer.status());
        assertCode("missing_credentials", endpoint, answer);
        assertEquals(REALM, answer.header("WWW-Authenticate").orElseThrow());

        Answer mistyped = http.ask(endpoint.path(job))
                .method(endpoint.method())
                .header("Authorization", "Bearer " + client.key() + "x")
                .send();
        assertEquals(401, mistyped.status());
        assertCode("invalid_credentials", endpoint, mistyped);
        assertEquals(
                REALM + ", error=\"invalid_token\"",
                mistyped.header("WWW-Authenticate").orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void a_head_is_no_way_around_a_get(Endpoint endpoint) {
        if (endpoint.method().equals("GET")) {
            String path = endpoint.path(jobs.in(JobStatus.COMPLETED, client.id()));

            assertEquals(401, http.ask(path).method("HEAD").probe());
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void a_key_needs_the_scope_and_no_other(Endpoint endpoint) {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        Scope needed = needed(endpoint.toString());

        for (ClientWithKey lacking : List.of(keyWithout(needed), clients.keyOf(client.id()))) {
            Answer answer = ask(endpoint, job, lacking);
            assertEquals(403, answer.status());
            assertCode("insufficient_scope", endpoint, answer);
            assertEquals(
                    REALM + ", error=\"insufficient_scope\", scope=\"" + needed.wireName() + "\"",
                    answer.header("WWW-Authenticate").orElseThrow());
        }
        assertEquals("queued", jobs.row(job).getString("status"));

        int allowed = http.ask(endpoint.path(jobs.in(JobStatus.FAILED, client.id())))
                .as(clients.keyOf(client.id(), needed))
                .method(endpoint.method())
                .probe();
        assertTrue(allowed != 401 && allowed != 403, () -> "with the scope: " + allowed);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void a_disabled_client_is_told_so(Endpoint endpoint) {
        clients.disable(client.id());

        Answer answer = ask(endpoint, jobs.in(JobStatus.COMPLETED, client.id()), client);
        assertEquals(403, answer.status());
        assertCode("client_disabled", endpoint, answer);
    }

    @ParameterizedTest
    @MethodSource("ofOneJob")
    void another_clients_job_looks_like_none(Endpoint endpoint) {
        ClientWithKey stranger = clients.withEveryScope();
        // Else each answer would say how often it may ask.
        clients.change(stranger.id(), "limits_exempt = true");
        String nobodys = UUID.randomUUID().toString();
        for (JobStatus status : JobStatus.values()) {
            String job = jobs.in(status, client.id());
            String before = jobs.row(job).deepToString();

            Answer anothers = ask(endpoint, job, stranger);
            Answer none = ask(endpoint, nobodys, stranger);

            assertEquals(404, anothers.status());
            assertCode("job_not_found", endpoint, anothers);
            assertEquals(
                    none.response().body().replace(nobodys, "ID"),
                    anothers.response().body().replace(job, "ID"));
            assertEquals(headers(none), headers(anothers));
            assertEquals(before, jobs.row(job).deepToString());
        }
    }

    /** An answer to HEAD has a body for nobody. */
    private static void assertCode(String code, Endpoint endpoint, Answer answer) {
        assertEquals(endpoint.answersWithBody() ? code : "", answer.code());
    }

    private static Map<String, List<String>> headers(Answer answer) {
        return answer.response().headers().map();
    }

    /** The older name of the reflection is what most command lines still ask for first. */
    @ParameterizedTest
    @ValueSource(strings = {"grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"})
    void the_services_for_everybody_are_those_that_are_meant_to_be(String reflection) {
        var listed = new CompletableFuture<Set<String>>();
        var asking = ClientCalls.asyncBidiStreamingCall(
                rpc.channel()
                        .newCall(
                                ServerReflectionGrpc.getServerReflectionInfoMethod().toBuilder()
                                        .setFullMethodName(reflection + "/ServerReflectionInfo")
                                        .build(),
                                CallOptions.DEFAULT),
                new StreamObserver<ServerReflectionResponse>() {
                    @Override
                    public void onNext(ServerReflectionResponse answer) {
                        listed.complete(answer.getListServicesResponse().getServiceList().stream()
                                .map(ServiceResponse::getName)
                                .collect(Collectors.toSet()));
                    }

                    @Override
                    public void onError(Throwable error) {
                        listed.completeExceptionally(error);
                    }

                    @Override
                    public void onCompleted() {
                        listed.complete(Set.of());
                    }
                });
        asking.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        Set<String> services = listed.join();
        asking.onCompleted();

        services.remove(TicketsServiceGrpc.SERVICE_NAME);
        assertEquals(PUBLIC_SERVICES, services);
    }

    @ParameterizedTest
    @MethodSource("rpcs")
    void without_a_key_no_rpc_says_anything(MethodDescriptor<?, ?> method) {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        Failure failure = Rpc.failure(() -> rpc.call(method, job));
        assertEquals(Status.Code.UNAUTHENTICATED, failure.code());
        assertEquals("MISSING_CREDENTIALS", failure.reason().getReason());

        Failure mistyped = Rpc.failure(() -> rpc.call(method, job, "Bearer " + client.key() + "x"));
        assertEquals(Status.Code.UNAUTHENTICATED, mistyped.code());
        assertEquals("INVALID_CREDENTIALS", mistyped.reason().getReason());
    }

    @ParameterizedTest
    @MethodSource("rpcs")
    void an_rpc_needs_its_scope_and_no_other(MethodDescriptor<?, ?> method) {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        Scope needed = needed(method.getBareMethodName());

        for (ClientWithKey lacking : List.of(keyWithout(needed), clients.keyOf(client.id()))) {
            Failure failure = Rpc.failure(() -> rpc.call(method, job, "Bearer " + lacking.key()));
            assertEquals(Status.Code.PERMISSION_DENIED, failure.code());
            assertEquals("INSUFFICIENT_SCOPE", failure.reason().getReason());
            assertEquals(needed.wireName(), failure.reason().getMetadataOrThrow("required_scope"));
        }
        assertEquals("queued", jobs.row(job).getString("status"));

        Status.Code allowed =
                outcome(method, jobs.in(JobStatus.FAILED, client.id()), clients.keyOf(client.id(), needed));
        assertFalse(allowed == Status.Code.PERMISSION_DENIED || allowed == Status.Code.UNAUTHENTICATED, allowed::name);
    }

    private Status.Code outcome(MethodDescriptor<?, ?> method, String job, ClientWithKey key) {
        try {
            rpc.call(method, job, "Bearer " + key.key());
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    @ParameterizedTest
    @MethodSource("rpcs")
    void a_disabled_client_is_told_so_by_every_rpc(MethodDescriptor<?, ?> method) {
        clients.disable(client.id());
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        Failure failure = Rpc.failure(() -> rpc.call(method, job, "Bearer " + client.key()));
        assertEquals(Status.Code.PERMISSION_DENIED, failure.code());
        assertEquals("CLIENT_DISABLED", failure.reason().getReason());
    }

    @ParameterizedTest
    @MethodSource("rpcs")
    void another_clients_job_looks_like_none_to_every_rpc(MethodDescriptor<?, ?> method) {
        String stranger = "Bearer " + clients.withEveryScope().key();
        String nobodys = UUID.randomUUID().toString();
        for (JobStatus status : Rpc.ofOneJob(method) ? JobStatus.values() : new JobStatus[0]) {
            String job = jobs.in(status, client.id());
            String before = jobs.row(job).deepToString();

            Failure anothers = Rpc.failure(() -> rpc.call(method, job, stranger));
            Failure none = Rpc.failure(() -> rpc.call(method, nobodys, stranger));

            boolean offered = none.code() != Status.Code.UNIMPLEMENTED;
            assertEquals(
                    offered ? "JOB_NOT_FOUND" : "METHOD_NOT_ALLOWED",
                    anothers.reason().getReason());
            assertEquals(
                    none.status().toString().replace(nobodys, "ID"),
                    anothers.status().toString().replace(job, "ID"));
            assertEquals(before, jobs.row(job).deepToString());
        }
    }
}
