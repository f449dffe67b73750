package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Rpc;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GrpcDoorTest {

    @Inject
    GrpcDoor door;

    /** Where another version of the framework keeps it elsewhere, it would stay open until nothing behind it answers any more. */
    @Test
    void the_server_that_is_to_be_closed_is_the_one_that_clients_reach() {
        List<Integer> ports =
                door.servers().map(server -> server.getRawServer().getPort()).toList();

        assertEquals(List.of(Rpc.port()), ports);
    }
}
