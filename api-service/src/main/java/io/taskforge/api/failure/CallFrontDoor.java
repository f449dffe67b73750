package io.taskforge.api.failure;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.log.LineIds;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Prioritized;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.MDC;

/** Stands before every gRPC call: names it in its trailers and in the log, and puts its failure into the contract's words. */
@ApplicationScoped
@GlobalInterceptor
class CallFrontDoor implements ServerInterceptor, Prioritized {

    /** Before authentication, after the framework has put the call on its event loop. */
    private static final int EARLY = 10_000;

    private static final int LAST = Integer.MAX_VALUE;

    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of(RequestId.HEADER.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER);

    private final CallStatuses statuses;
    private final Clock clock;

    /** The framework opens this door before the start's observers run, the database's migration among them. */
    private volatile boolean started;

    CallFrontDoor(CallStatuses statuses, Clock clock) {
        this.statuses = statuses;
        this.clock = clock;
    }

    void open(@Observes @Priority(LAST) StartupEvent start) {
        started = true;
    }

    @Override
    public int getPriority() {
        return EARLY;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var named = named(call, headers);
        MDC.put(LineIds.REQUEST, named.id);
        if (started) {
            return next.startCall(named, headers);
        }
        named.close(Status.fromThrowable(starting()), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** For an RPC that no service has, which reaches nothing else of ours. */
    <Q, A> void refuseUnknown(ServerCall<Q, A> call, Metadata headers) {
        named(call, headers).close(Status.UNIMPLEMENTED, new Metadata());
    }

    private <Q, A> NamedCall<Q, A> named(ServerCall<Q, A> call, Metadata headers) {
        return new NamedCall<>(call, RequestId.choose(headers.get(REQUEST_ID), clock));
    }

    private static RequestFailure starting() {
        return new RequestFailure(FailureCode.SERVICE_UNAVAILABLE, "The service is starting; try again.")
                .retryAfter(Duration.ofSeconds(1));
    }

    private final class NamedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private final String id;

        private NamedCall(ServerCall<Q, A> call, String id) {
            super(call);
            this.id = id;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            Status closing = status;
            Metadata closingTrailers = trailers;
            if (!status.isOk()) {
                StatusRuntimeException told =
                        statuses.of(status, getMethodDescriptor().getFullMethodName(), id);
                closing = told.getStatus();
                // What an exception of ours brought along stays here, too: only the catalogue speaks to clients.
                closingTrailers = told.getTrailers() == null ? new Metadata() : told.getTrailers();
            }
            closingTrailers.put(REQUEST_ID, id);
            super.close(closing, closingTrailers);
        }
    }
}
