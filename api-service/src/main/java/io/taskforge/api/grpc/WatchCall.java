package io.taskforge.api.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.taskforge.api.event.JobEventDocument;
import io.taskforge.api.event.WatchJob.Watch;
import io.taskforge.api.event.Watched;
import io.taskforge.tickets.v1.JobEvent;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * A call that is answered by all that happens to a job. Told no faster than its client takes it; ends when the client is gone or its
 * deadline passes. Silence is not told: the connection's own pings keep it open. Confined to the call's event loop.
 */
final class WatchCall implements MultiSubscriber<Optional<JobEvent>> {

    private final ServerCallStreamObserver<JobEvent> call;
    private Cancellable opening;
    private Flow.Subscription happenings;
    private boolean asked;

    private WatchCall(ServerCallStreamObserver<JobEvent> call) {
        this.call = call;
    }

    static void answer(ServerCallStreamObserver<JobEvent> call, Supplier<Uni<Watch>> watching) {
        new WatchCall(call).open(watching);
    }

    private void open(Supplier<Uni<Watch>> watching) {
        call.setOnReadyHandler(this::ask);
        call.setOnCancelHandler(this::gone);
        opening = Uni.createFrom().deferred(() -> watching.get()).subscribe().with(this::opened, call::onError);
    }

    private void opened(Watch watch) {
        switch (watch) {
            case Watch.Over over -> call.onCompleted();
            case Watch.Open open ->
                open.happenings().map(WatchCall::message).subscribe().withSubscriber(this);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        happenings = subscription;
        if (call.isCancelled()) {
            subscription.cancel();
        } else {
            ask();
        }
    }

    private void ask() {
        if (happenings != null && !asked && call.isReady()) {
            asked = true;
            happenings.request(1);
        }
    }

    @Override
    public void onItem(Optional<JobEvent> told) {
        asked = false;
        told.ifPresent(call::onNext);
        ask();
    }

    /** Empty for silence. */
    private static Optional<JobEvent> message(Watched watched) {
        return switch (watched) {
            case Watched.Happened happened -> Optional.of(message(happened.event()));
            case Watched.Nothing nothing -> Optional.empty();
        };
    }

    private static JobEvent message(io.taskforge.model.job.JobEvent event) {
        var message = JobEvent.newBuilder().setSequence(event.sequence()).setType(JobEventDocument.type(event));
        event.draft()
                .ifPresentOrElse(
                        draft -> message.setDraft(ResultMessage.draft(draft))
                                .setAttempt(event.job().attempt()),
                        () -> message.setJob(JobMessage.of(event.job())));
        JobMessage.time(event.at(), message::setOccurredAt);
        return message.build();
    }

    @Override
    public void onFailure(Throwable failure) {
        call.onError(failure);
    }

    @Override
    public void onCompletion() {
        call.onCompleted();
    }

    private void gone() {
        if (happenings != null) {
            happenings.cancel();
        } else if (opening != null) {
            opening.cancel();
        }
    }
}
