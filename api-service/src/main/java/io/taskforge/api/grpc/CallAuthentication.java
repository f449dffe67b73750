package io.taskforge.api.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.taskforge.api.client.Caller;
import io.taskforge.api.client.Callers;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.client.Peer;
import io.taskforge.api.limit.ClientLimits;
import io.taskforge.model.client.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Settles who calls, whether they may, and whether so often, before a call is started; until then not even its message is asked for. Not the
 * framework's own mechanism, which takes a call without a key for one that may not, and knows no denial by default.
 */
@ApplicationScoped
@GlobalInterceptor
class CallAuthentication implements ServerInterceptor, Prioritized {

    /** For monitors and command lines, which have no key. */
    private static final Set<String> OPEN = Set.of(
            "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection");

    private static final int AFTER_THE_FRONT_DOOR = 1_000;

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final Context.Key<CallingClient> CLIENT = Context.key("client");

    private final Callers callers;
    private final ClientLimits limits;

    CallAuthentication(Callers callers, ClientLimits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    /** Whose call this is; only within one that was admitted. */
    static CallingClient client() {
        CallingClient client = CLIENT.get();
        if (client == null) {
            throw new IllegalStateException("an RPC for clients was reached without one");
        }
        return client;
    }

    @Override
    public int getPriority() {
        return AFTER_THE_FRONT_DOOR;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (OPEN.contains(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        var held = new HeldCall<Q>();
        Context context = Context.current();
        callers.who(authorization(headers), () -> peer(call))
                .invoke(caller -> admit(caller, call.getMethodDescriptor()))
                .subscribe()
                .with(
                        caller -> held.start(() -> Contexts.interceptCall(
                                context.withValue(CLIENT, caller.client()), call, headers, next)),
                        refusal -> call.close(Status.fromThrowable(refusal), new Metadata()));
        return held;
    }

    /** A submission takes its token itself, because whether it needs one is known only when it has been read. */
    private void admit(Caller caller, MethodDescriptor<?, ?> rpc) {
        Scope scope = RpcScopes.admit(caller, rpc);
        if (scope != Scope.TICKETS_SUBMIT) {
            limits.reading(caller.client()).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    private static Peer peer(ServerCall<?, ?> call) {
        return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote
                ? Peer.at(remote.getAddress())
                : Peer.UNNAMED;
    }

    private static List<String> authorization(Metadata headers) {
        Iterable<String> values = headers.getAll(AUTHORIZATION);
        return values == null
                ? List.of()
                : StreamSupport.stream(values.spliterator(), false).toList();
    }
}
