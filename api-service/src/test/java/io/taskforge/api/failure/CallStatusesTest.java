package io.taskforge.api.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class CallStatusesTest {

    private final CallStatuses statuses =
            new CallStatuses(new Diagnosis(Clock.systemUTC()), new Refusals(new SimpleMeterRegistry()));

    @Test
    void what_is_not_offered_yet_is_said_in_the_contracts_words() throws IOException {
        var told = statuses.of(Status.UNIMPLEMENTED, "taskforge.tickets.v1.TicketsService/Tomorrow", "r");

        assertEquals(Status.Code.UNIMPLEMENTED, told.getStatus().getCode());
        var detail = StatusProto.fromThrowable(told).getDetails(0);
        assertEquals("METHOD_NOT_ALLOWED", detail.unpack(ErrorInfo.class).getReason());
        assertTrue(told.getMessage().contains("TicketsService/Tomorrow"));
    }
}
