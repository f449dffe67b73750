package io.taskforge.api.failure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParseException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageCauseTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "53100", "57P01", "57P03", "57014", "25006"})
    void a_server_that_cannot_is_away(String state) {
        assertTrue(Outage.caused(new PgException("no", "FATAL", state, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "23505", "42601"})
    void a_statement_that_is_wrong_is_our_mistake(String state) {
        assertFalse(Outage.caused(new PgException("no", "ERROR", state, null)));
    }

    @Test
    void waits_and_broken_connections_are_outages_also_when_wrapped() {
        assertTrue(Outage.caused(new TimeoutException()));
        assertTrue(Outage.caused(new CompletionException(new ConnectException("refused"))));
        assertTrue(Outage.caused(new VertxException("Timeout waiting for connection")));
        assertFalse(Outage.caused(new IllegalStateException("bug")));
        assertFalse(Outage.caused(new IllegalStateException(new JsonParseException("not JSON"))));
        assertFalse(Outage.caused(new VertxException("something else")));
    }
}
