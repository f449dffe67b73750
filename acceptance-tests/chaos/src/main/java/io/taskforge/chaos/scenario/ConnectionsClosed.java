package io.taskforge.chaos.scenario;

import io.taskforge.chaos.node.RabbitNode;
import io.taskforge.chaos.proxy.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The broker closes all connections every 3 s, half of the times in order and half of the times by a reset of the wire. */
public final class ConnectionsClosed implements Scenario {

    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "C4e";
    }

    @Override
    public String title() {
        return "all connections to the broker are closed every 3 s";
    }

    @Override
    public void run(Run run) throws Exception {
        Duration whole = run.shortened(WHOLE);
        var flow = run.flow(whole.multipliedBy(2).dividedBy(3));
        AtomicInteger times = new AtomicInteger();
        run.again(EVERY, whole, () -> {
            if (run.world().broker() instanceof RabbitNode rabbit
                    && run.random().nextBoolean()) {
                rabbit.closeAllConnections();
            } else {
                run.world().brokerProxy().set(Fault.RESET);
                run.world().brokerProxy().set(Fault.PASS);
            }
            times.incrementAndGet();
        });
        run.note("connections were closed %d times".formatted(times.get()));
        flow.join();
    }
}
