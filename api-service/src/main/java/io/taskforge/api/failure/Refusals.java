package io.taskforge.api.failure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Counts requests that ended with an error, by the code that they were told, at whichever door. */
@Startup
@Singleton
class Refusals {

    private final Map<FailureCode, Counter> counters = new EnumMap<>(FailureCode.class);

    Refusals(MeterRegistry meters) {
        for (FailureCode code : FailureCode.values()) {
            counters.put(
                    code,
                    Counter.builder("taskforge.refusals")
                            .description("Requests that ended with an error, by its code; over REST and gRPC.")
                            .tag("code", code.word())
                            .register(meters));
        }
    }

    void told(FailureCode code) {
        counters.get(code).increment();
    }
}
