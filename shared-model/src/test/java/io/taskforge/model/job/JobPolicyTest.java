package io.taskforge.model.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobPolicyTest {

    @Test
    void the_defaults_are_the_numbers_of_the_architecture() {
        JobPolicy unset = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(JobPolicy.class)
                .build()
                .getConfigMapping(JobPolicy.class);
        JobPolicy expected = new DefaultJobPolicy();

        assertEquals(expected.lease(), unset.lease());
        assertEquals(expected.heartbeat(), unset.heartbeat());
        assertEquals(expected.sweep(), unset.sweep());
        assertEquals(expected.runDeadline(), unset.runDeadline());
        assertEquals(expected.queueExpiry(), unset.queueExpiry());
        assertEquals(expected.cancelGrace(), unset.cancelGrace());
        assertEquals(expected.failuresAtMost(), unset.failuresAtMost());
        assertEquals(expected.crashesAtMost(), unset.crashesAtMost());
        assertEquals(expected.backoffBase(), unset.backoffBase());
        assertEquals(expected.backoffCap(), unset.backoffCap());
    }
}
