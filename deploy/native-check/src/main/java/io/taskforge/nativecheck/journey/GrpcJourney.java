package io.taskforge.nativecheck.journey;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.taskforge.tickets.v1.CancelJobRequest;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetResultRequest;
import io.taskforge.tickets.v1.GetSchemaRequest;
import io.taskforge.tickets.v1.ListJobsRequest;
import io.taskforge.tickets.v1.SubmitJobRequest;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import io.taskforge.tickets.v1.WatchJobRequest;
import java.util.UUID;

/** Every method of the service once, and refused calls. */
final class GrpcJourney {

    private final RecordedStack stack;
    private final String spec;

    GrpcJourney(RecordedStack stack, String spec) {
        this.stack = stack;
        this.spec = spec;
    }

    void go() {
        ManagedChannel channel =
                ManagedChannelBuilder.forTarget(stack.grpc()).usePlaintext().build();
        try {
            Metadata headers = new Metadata();
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + stack.key());
            calls(TicketsServiceGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers)));
            // Without a key.
            refused(() -> TicketsServiceGrpc.newBlockingStub(channel).listJobs(ListJobsRequest.getDefaultInstance()));
        } finally {
            channel.shutdownNow();
        }
    }

    private void calls(TicketsServiceGrpc.TicketsServiceBlockingStub service) {
        String job = service.submitJob(SubmitJobRequest.newBuilder()
                        .setSchemaVersion("tickets.input.v1")
                        .setIdempotencyKey(UUID.randomUUID().toString())
                        .setTitle("Orders over gRPC")
                        .setSpec(spec)
                        .build())
                .getJob()
                .getJobId();
        service.watchJob(WatchJobRequest.newBuilder()
                        .setJobId(job)
                        .setIncludeDrafts(true)
                        .build())
                .forEachRemaining(event -> {});
        service.getJob(GetJobRequest.newBuilder().setJobId(job).build());
        service.getResult(GetResultRequest.newBuilder().setJobId(job).build());
        service.listJobs(ListJobsRequest.getDefaultInstance());
        service.getSchema(GetSchemaRequest.getDefaultInstance());
        // It has ended by now.
        refused(() ->
                service.cancelJob(CancelJobRequest.newBuilder().setJobId(job).build()));
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return;
        }
        throw new IllegalStateException("a call was answered that had to be refused");
    }
}
