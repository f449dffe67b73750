package io.taskforge.worker.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.broker.BrokerAddress;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class BrokerStateTest {

    @Test
    void a_worker_without_a_broker_is_ready_and_says_so() {
        var bell = new DoorBell(new BrokerAddress("127.0.0.1", 1, "nobody", "", "/", false, Optional.empty()));

        var response = new BrokerState(bell, new Intake(null, null, null, bell, null, null)).call();

        assertEquals(HealthCheckResponse.Status.UP, response.getStatus());
        assertEquals("away", response.getData().orElseThrow().get("state"));
    }
}
