package io.taskforge.worker;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Which of the framework's meters are kept. TaskForge's own are taken beside what they count. */
class FrameworkMeters {

    /** Threads that hardly work, and what the pool of connections tells better. */
    private static final List<String> DROPPED = List.of("worker.pool", "postgresql.queue", "postgresql.current");

    @Produces
    @Singleton
    static MeterFilter dropped() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return DROPPED.stream().anyMatch(id.getName()::startsWith)
                        ? MeterFilterReply.DENY
                        : MeterFilterReply.NEUTRAL;
            }
        };
    }
}
