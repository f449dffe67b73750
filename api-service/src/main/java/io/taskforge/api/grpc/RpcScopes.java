package io.taskforge.api.grpc;

import io.grpc.MethodDescriptor;
import io.taskforge.api.client.Caller;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.client.Scope;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import java.util.Map;
import java.util.Optional;

/** Which scope each RPC needs. One that is not listed is denied to all. */
final class RpcScopes {

    private static final Map<String, Scope> REQUIRED = Map.of(
            TicketsServiceGrpc.getSubmitJobMethod().getFullMethodName(), Scope.TICKETS_SUBMIT,
            TicketsServiceGrpc.getGetJobMethod().getFullMethodName(), Scope.TICKETS_READ,
            TicketsServiceGrpc.getGetResultMethod().getFullMethodName(), Scope.TICKETS_READ,
            TicketsServiceGrpc.getListJobsMethod().getFullMethodName(), Scope.TICKETS_READ,
            TicketsServiceGrpc.getCancelJobMethod().getFullMethodName(), Scope.TICKETS_CANCEL,
            TicketsServiceGrpc.getGetSchemaMethod().getFullMethodName(), Scope.TICKETS_READ,
            TicketsServiceGrpc.getWatchJobMethod().getFullMethodName(), Scope.TICKETS_READ);

    private RpcScopes() {}

    static Optional<Scope> of(MethodDescriptor<?, ?> rpc) {
        return Optional.ofNullable(REQUIRED.get(rpc.getFullMethodName()));
    }

    /**
     * The scope that the RPC needs, which the caller has.
     *
     * @throws RequestFailure {@code insufficient_scope}
     */
    static Scope admit(Caller caller, MethodDescriptor<?, ?> rpc) {
        Scope required = of(rpc).orElseThrow(RequestFailure::denied);
        caller.require(required);
        return required;
    }
}
