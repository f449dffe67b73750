package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that was told to break where it must not does not start, and says why in one line. */
class FailpointRefusalTest {

    private static final String ELSEWHERE = "postgresql://forge:topsecret@192.0.2.1:5432/tickets";
    private static final String HERE = "postgresql://forge:topsecret@127.0.0.1:1/tickets";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"api-service", "generation-worker"})
    void a_service_with_a_database_elsewhere_does_not_start_with_failpoints(String service) throws Exception {
        String refusal = refusalOf(service, "relay.before_mark=halt@3", ELSEWHERE);

        assertTrue(refusal.contains("TASKFORGE_FAILPOINTS is set"), refusal);
        assertTrue(refusal.contains("not on this machine"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-service", "generation-worker"})
    void a_service_does_not_start_with_a_failpoint_that_it_does_not_know(String service) throws Exception {
        String refusal = refusalOf(service, "relay.befor_mark=halt@3", HERE);

        assertTrue(refusal.contains("there is no failpoint 'relay.befor_mark'; allowed is"), refusal);
    }

    private String refusalOf(String service, String failpoints, String databaseUrl)
            throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "TASKFORGE_FAILPOINTS",
                failpoints,
                "TASKFORGE_DATABASE_URL",
                databaseUrl,
                "TASKFORGE_AMQP_URL",
                "amqp://forge:topsecret@127.0.0.1:1",
                // Production would refuse them wherever the database is.
                "TASKFORGE_ENVIRONMENT",
                "development");
        try (LoneService refusing = LoneService.start(service, folder, environment)) {
            assertEquals(2, refusing.awaitEnd(), refusing::said);
            List<String> errors = refusing.errors();
            assertEquals(1, errors.size(), refusing::said);
            assertFalse(refusing.hasStackTrace(), refusing::said);
            return errors.getFirst();
        }
    }
}
