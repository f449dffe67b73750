package io.taskforge.api.grpc;

import com.github.benmanes.caffeine.cache.Ticker;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.taskforge.api.event.KnownEvents;
import io.taskforge.api.event.WatchJob;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import io.taskforge.api.job.CancelJob;
import io.taskforge.api.job.JobPath;
import io.taskforge.api.job.JobViews;
import io.taskforge.api.job.ListJobs;
import io.taskforge.api.job.ReadJob;
import io.taskforge.api.result.ReadResult;
import io.taskforge.api.submission.SubmitJob;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobId;
import io.taskforge.tickets.v1.CancelJobRequest;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetResultRequest;
import io.taskforge.tickets.v1.GetSchemaRequest;
import io.taskforge.tickets.v1.GetSchemaResponse;
import io.taskforge.tickets.v1.Job;
import io.taskforge.tickets.v1.JobEvent;
import io.taskforge.tickets.v1.ListJobsRequest;
import io.taskforge.tickets.v1.ListJobsResponse;
import io.taskforge.tickets.v1.SubmitJobRequest;
import io.taskforge.tickets.v1.SubmitJobResponse;
import io.taskforge.tickets.v1.TicketsResult;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import io.taskforge.tickets.v1.WatchJobRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The tickets API over gRPC. Each RPC turns its message into what a use case takes, and what that gives back into a message. */
@GrpcService
class TicketsGrpcService extends TicketsServiceGrpc.TicketsServiceImplBase {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Left of a client's deadline for the answer to travel. */
    private static final Duration TRAVEL = Duration.ofMillis(500);

    private final SubmitJob submitJob;
    private final ReadJob readJob;
    private final CancelJob cancelJob;
    private final ListJobs listJobs;
    private final WatchJob watchJob;
    private final ReadResult readResult;
    private final SchemaMessage schema;
    private final JobViews<Job> messages;

    TicketsGrpcService(
            SubmitJob submitJob,
            ReadJob readJob,
            CancelJob cancelJob,
            ListJobs listJobs,
            WatchJob watchJob,
            ReadResult readResult,
            SchemaMessage schema,
            Ticker ticker) {
        this.submitJob = submitJob;
        this.readJob = readJob;
        this.cancelJob = cancelJob;
        this.listJobs = listJobs;
        this.watchJob = watchJob;
        this.readResult = readResult;
        this.schema = schema;
        this.messages = new JobViews<>(ticker, JobMessage::of);
    }

    @Override
    public void submitJob(SubmitJobRequest request, StreamObserver<SubmitJobResponse> answer) {
        answer(answer, () -> submitJob
                .asked(CallAuthentication.client(), RequestTree.of(request))
                .map(TicketsGrpcService::response));
    }

    /** The message has no room for an estimate: that a request which was only to be checked is valid, is told by an empty answer. */
    private static SubmitJobResponse response(SubmitJob.Taken taken) {
        return switch (taken) {
            case SubmitJob.Submitted submitted ->
                SubmitJobResponse.newBuilder()
                        .setJob(JobMessage.of(submitted.job()))
                        .setReplayed(submitted.replayed())
                        .build();
            case SubmitJob.Estimated estimated -> SubmitJobResponse.getDefaultInstance();
        };
    }

    @Override
    public void getJob(GetJobRequest request, StreamObserver<Job> answer) {
        answer(answer, () -> {
            Duration wait = wait(request);
            JobId id = JobPath.parse(request.getJobId());
            return readJob.whenTerminal(client(), id, withinDeadline(wait)).map(messages::of);
        });
    }

    @Override
    public void cancelJob(CancelJobRequest request, StreamObserver<Job> answer) {
        answer(answer, () -> cancelJob
                .asked(client(), JobPath.parse(request.getJobId()))
                .map(JobMessage::of));
    }

    @Override
    public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> answer) {
        answer(answer, () -> listJobs.asked(client(), ListParameters.of(request))
                .map(listed -> ListJobsResponse.newBuilder()
                        .addAllJobs(listed.jobs().stream().map(JobMessage::of).toList())
                        .setNextPageToken(listed.nextPageToken().orElse(""))
                        .build()));
    }

    @Override
    public void watchJob(WatchJobRequest request, StreamObserver<JobEvent> answer) {
        WatchCall.answer(
                (ServerCallStreamObserver<JobEvent>) answer,
                () -> watchJob.opened(
                        CallAuthentication.client(),
                        JobPath.parse(request.getJobId()),
                        new KnownEvents(request.getAfterSequence(), "/after_sequence"),
                        request.getIncludeDrafts()));
    }

    @Override
    public void getResult(GetResultRequest request, StreamObserver<TicketsResult> answer) {
        answer(answer, () -> readResult
                .of(client(), JobPath.parse(request.getJobId()), request.getPartial())
                .map(ResultMessage::of));
    }

    @Override
    public void getSchema(GetSchemaRequest request, StreamObserver<GetSchemaResponse> answer) {
        answer(answer, () -> Uni.createFrom()
                .item(schema.of(CallAuthentication.client().terms())));
    }

    private static ClientId client() {
        return CallAuthentication.client().id();
    }

    private static Duration wait(GetJobRequest request) {
        long seconds = request.getWait().getSeconds();
        int nanos = request.getWait().getNanos();
        boolean within = seconds >= 0 && seconds <= LONGEST_WAIT.toSeconds() && nanos >= 0;
        Duration wait = within ? Duration.ofSeconds(seconds, nanos) : Duration.ZERO;
        if (!within || wait.compareTo(LONGEST_WAIT) > 0) {
            throw RequestFailure.invalid(
                    FailureCode.VALIDATION_FAILED,
                    List.of(new Violation("/wait", Violation.Code.OUT_OF_RANGE, "must be between 0 s and 60 s")));
        }
        return wait;
    }

    private static Duration withinDeadline(Duration wait) {
        Deadline deadline = Context.current().getDeadline();
        if (deadline == null) {
            return wait;
        }
        Duration left =
                Duration.ofMillis(deadline.timeRemaining(TimeUnit.MILLISECONDS)).minus(TRAVEL);
        return left.compareTo(wait) < 0 ? left : wait;
    }

    /** Answers with what comes, or with what stands in its way; a client that is gone ends the waiting. */
    private static <A> void answer(StreamObserver<A> answer, Supplier<Uni<A>> work) {
        Context call = Context.current();
        Cancellable running = Uni.createFrom()
                .deferred(() -> work.get())
                .subscribe()
                .with(
                        found -> {
                            answer.onNext(found);
                            answer.onCompleted();
                        },
                        answer::onError);
        call.addListener(ended -> running.cancel(), Runnable::run);
    }
}
