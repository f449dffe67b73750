package io.taskforge.api.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which of the framework's meters are kept, and with which buckets. */
class FrameworkMeters {

    private static final String HTTP = "http.server.requests";
    private static final String GRPC = "grpc.server.processing.duration";
    private static final String METHOD = "method";

    /** What nobody needs to watch: sizes and connections at each of two doors, threads that hardly work, what the pool tells better. */
    private static final List<String> DROPPED = List.of(
            "http.server.bytes",
            "http.server.connections",
            "http.server.active",
            "worker.pool",
            "postgresql.queue",
            "postgresql.current");

    /** Few, since each is a series for each route: what a poll may take, what a person notices, what a wait lasts. */
    private static final double[] LATENCIES = Stream.of(
                    Duration.ofMillis(10),
                    Duration.ofMillis(50),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30))
            .mapToDouble(Duration::toNanos)
            .toArray();

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    @Produces
    @Singleton
    MeterFilter dropped() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return DROPPED.stream().anyMatch(id.getName()::startsWith)
                        ? MeterFilterReply.DENY
                        : MeterFilterReply.NEUTRAL;
            }
        };
    }

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(HTTP) || id.getName().equals(GRPC)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(LATENCIES)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }

    /** A method is whatever a client writes there; as a label, only those that exist are told apart. */
    @Produces
    @Singleton
    MeterFilter methods() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals(HTTP) && !known(id.getTag(METHOD))
                        ? id.replaceTags(id.getTags().stream()
                                .map(tag -> tag.getKey().equals(METHOD) ? Tag.of(METHOD, "other") : tag)
                                .toList())
                        : id;
            }
        };
    }

    private static boolean known(String method) {
        return method == null || METHODS.contains(method);
    }
}
