package io.taskforge.api.grpc;

import io.grpc.ServerCall;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A call that waits to be started. What happens to it meanwhile is kept and told in order; a message never is among it, because
 * nobody asked for one. Confined to the call's event loop.
 */
final class HeldCall<Q> extends ServerCall.Listener<Q> {

    private final Queue<Consumer<ServerCall.Listener<Q>>> kept = new ArrayDeque<>();
    private ServerCall.Listener<Q> started;
    private boolean cancelled;

    /** Starts the call, unless its client is gone. */
    void start(Supplier<ServerCall.Listener<Q>> starting) {
        if (cancelled) {
            kept.clear();
            return;
        }
        started = starting.get();
        while (!kept.isEmpty()) {
            kept.remove().accept(started);
        }
    }

    private void tell(Consumer<ServerCall.Listener<Q>> event) {
        if (started == null) {
            kept.add(event);
        } else {
            event.accept(started);
        }
    }

    @Override
    public void onMessage(Q message) {
        tell(listener -> listener.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        tell(ServerCall.Listener::onHalfClose);
    }

    @Override
    public void onCancel() {
        cancelled = true;
        tell(ServerCall.Listener::onCancel);
    }

    @Override
    public void onComplete() {
        tell(ServerCall.Listener::onComplete);
    }

    @Override
    public void onReady() {
        tell(ServerCall.Listener::onReady);
    }
}
