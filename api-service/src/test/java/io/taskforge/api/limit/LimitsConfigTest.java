package io.taskforge.api.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsConfigTest {

    private static LimitsConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(LimitsConfig.class)
                .build()
                .getConfigMapping(LimitsConfig.class);
    }

    @Test
    void the_defaults_are_the_contract_s() {
        LimitsConfig limits = config(Map.of());

        assertEquals(1_000, limits.activeJobs());
        assertEquals(50, limits.submitPerSecond());
        assertEquals(200, limits.submitBurst());
        assertEquals(500, limits.readPerSecond());
        assertEquals(1_000, limits.readBurst());
        assertTrue(ClientLimits.usable(limits));
    }

    @Test
    void a_limit_that_would_let_nothing_through_is_not_usable() {
        for (String limit :
                List.of("ACTIVE_JOBS", "SUBMIT_PER_SECOND", "SUBMIT_BURST", "READ_PER_SECOND", "READ_BURST")) {
            assertFalse(ClientLimits.usable(config(Map.of("TASKFORGE_LIMITS_" + limit, "0"))), limit);
        }
    }
}
