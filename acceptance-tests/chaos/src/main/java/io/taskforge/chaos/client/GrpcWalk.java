package io.taskforge.chaos.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetResultRequest;
import io.taskforge.tickets.v1.Job;
import io.taskforge.tickets.v1.JobEvent;
import io.taskforge.tickets.v1.ListJobsRequest;
import io.taskforge.tickets.v1.SubmitJobRequest;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import io.taskforge.tickets.v1.WatchJobRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The same way over gRPC, on one channel that stays. */
public final class GrpcWalk implements Walk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int PATIENCE_SECONDS = 30;
    private static final int WAIT_SECONDS = 10;

    /** A job may wait behind many others, and its stream with it. */
    private static final int QUEUE_SECONDS = 300;

    private static final int MOST_STREAMS = 50;

    private final ManagedChannel channel;
    private final List<String> keys;
    private final ClientLog clients;
    private final RequestLog log;
    private final Clock clock = Clock.systemUTC();

    /** @param port of the replicas' common door */
    public GrpcWalk(int port, List<String> keys, ClientLog clients, RequestLog log) {
        this.channel = ManagedChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .build();
        this.keys = keys;
        this.clients = clients;
        this.log = log;
    }

    @Override
    public void walk(Submission submission) {
        String key = keys.get(submission.tenant());
        Optional<UUID> job = submit(key, submission, false);
        if (job.isEmpty()) {
            return;
        }
        submit(key, submission, true)
                .filter(other -> !other.equals(job.get()))
                .ifPresent(other -> log.lost("the same key again", "is another job: " + other));
        String id = job.get().toString();
        watch(key, id);
        boolean ended = false;
        for (int i = 0; i < MOST_STREAMS && !ended; i++) {
            GetJobRequest.Builder wait = GetJobRequest.newBuilder().setJobId(id);
            wait.getWaitBuilder().setSeconds(WAIT_SECONDS);
            ended = ask("GetJob", () -> tickets(key).getJob(wait.build()))
                    .map(Job::getTerminal)
                    .orElse(false);
        }
        ask("GetResult", () -> tickets(key)
                .getResult(GetResultRequest.newBuilder().setJobId(id).build()));
        ask("ListJobs", () -> tickets(key)
                .listJobs(ListJobsRequest.newBuilder().setPageSize(5).build()));
    }

    private Optional<UUID> submit(String key, Submission submission, boolean again) {
        SubmitJobRequest request = request(submission);
        clients.attempted(submission);
        Optional<UUID> job = ask("SubmitJob", () -> tickets(key).submitJob(request))
                .map(answer -> UUID.fromString(answer.getJob().getJobId()));
        job.ifPresentOrElse(
                id -> clients.acknowledged(submission, new ClientLog.Acknowledgement(id, again, clock.instant())),
                () -> clients.unknown(submission));
        return job;
    }

    private static SubmitJobRequest request(Submission submission) {
        try {
            JsonNode body = JSON.readTree(submission.body());
            SubmitJobRequest.Builder request = SubmitJobRequest.newBuilder()
                    .setSchemaVersion(body.path("schema_version").asText())
                    .setIdempotencyKey(submission.key())
                    .setTitle(body.path("title").asText())
                    .setSpec(body.path("spec").asText())
                    .putMetadata("marker", submission.marker());
            submission.callback().ifPresent(request::setCallbackUrl);
            return request.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TicketsServiceGrpc.TicketsServiceBlockingStub tickets(String key) {
        return tickets(key, PATIENCE_SECONDS);
    }

    private TicketsServiceGrpc.TicketsServiceBlockingStub tickets(String key, int seconds) {
        Metadata bearer = new Metadata();
        bearer.put(AUTHORIZATION, "Bearer " + key);
        return TicketsServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer))
                .withDeadlineAfter(seconds, TimeUnit.SECONDS);
    }

    private <T> Optional<T> ask(String what, Supplier<T> call) {
        try {
            T answer = call.get();
            log.answered();
            return Optional.of(answer);
        } catch (StatusRuntimeException e) {
            log.lost(what, e.getStatus().toString());
            return Optional.empty();
        }
    }

    /** A stream may end before the job does, with UNAVAILABLE; it goes on where it ended. */
    private void watch(String key, String job) {
        long last = 0;
        for (int i = 0; i < MOST_STREAMS; i++) {
            try {
                Iterator<JobEvent> events = tickets(key, QUEUE_SECONDS)
                        .watchJob(WatchJobRequest.newBuilder()
                                .setJobId(job)
                                .setAfterSequence(last)
                                .build());
                while (events.hasNext()) {
                    last = events.next().getSequence();
                }
                log.answered();
                return;
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
                    log.lost("WatchJob", e.getStatus().toString());
                    return;
                }
            }
        }
        log.lost("WatchJob", "the job's end was not told of in " + MOST_STREAMS + " streams");
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
