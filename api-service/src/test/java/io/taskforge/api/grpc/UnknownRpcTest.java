package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Rpc.Failure;
import io.taskforge.tickets.v1.GetSchemaRequest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that no generated client makes. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class UnknownRpcTest {

    private static final String GET_JOB = "taskforge.tickets.v1.TicketsService/GetJob";

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "taskforge.tickets.v1.TicketsService/PurgeJobs",
                "taskforge.tickets.v1.TicketsService/submitJob",
                "taskforge.tickets.v2.TicketsService/SubmitJob",
                "other.Service/Do"
            })
    void an_rpc_that_nobody_offers_is_unimplemented_with_a_reason(String name) {
        for (boolean keyed : new boolean[] {true, false}) {
            Failure failure = Rpc.failure(() -> send(name, new byte[] {1, 2, 3}, keyed));

            assertEquals(Status.Code.UNIMPLEMENTED, failure.code());
            assertEquals("METHOD_NOT_ALLOWED", failure.reason().getReason());
            assertEquals("This service does not offer " + name + ".", failure.message());
        }
    }

    @Test
    void bytes_that_are_no_message_end_the_call_and_nothing_else() {
        assertThrows(StatusRuntimeException.class, () -> send(GET_JOB, new byte[] {(byte) 0xff, (byte) 0xff}, true));

        assertTrue(
                rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance()).hasLimits());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void a_call_with_no_message_or_two_is_the_clients_mistake(int messages) {
        Failure failure = Rpc.failure(() -> messages(messages));

        assertEquals(Status.Code.INVALID_ARGUMENT, failure.code());
        assertEquals("BAD_REQUEST", failure.reason().getReason());
    }

    private void messages(int count) {
        var ended = new CompletableFuture<StatusRuntimeException>();
        ClientCall<byte[], byte[]> call = rpc.as(client)
                .getChannel()
                .newCall(
                        untyped(GET_JOB, MethodDescriptor.MethodType.BIDI_STREAMING),
                        CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS));
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended.complete(status.asRuntimeException(trailers));
                    }
                },
                new Metadata());
        call.request(1);
        for (int i = 0; i < count; i++) {
            call.sendMessage(new byte[0]);
        }
        call.halfClose();
        throw ended.join();
    }

    private byte[] send(String name, byte[] message, boolean keyed) {
        var channel = keyed ? rpc.as(client).getChannel() : rpc.with().getChannel();
        return ClientCalls.blockingUnaryCall(
                channel,
                untyped(name, MethodDescriptor.MethodType.UNARY),
                CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                message);
    }

    private static MethodDescriptor<byte[], byte[]> untyped(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(name)
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
            try {
                return message.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void an_answer_names_its_request_as_a_failure_does() {
        var headers = new AtomicReference<Metadata>();
        var trailers = new AtomicReference<Metadata>();
        Metadata asked = new Metadata();
        asked.put(Rpc.REQUEST_ID, "mine-2");

        rpc.as(client)
                .withInterceptors(
                        MetadataUtils.newAttachHeadersInterceptor(asked),
                        MetadataUtils.newCaptureMetadataInterceptor(headers, trailers))
                .getSchema(GetSchemaRequest.getDefaultInstance());

        assertEquals("mine-2", trailers.get().get(Rpc.REQUEST_ID));
    }
}
