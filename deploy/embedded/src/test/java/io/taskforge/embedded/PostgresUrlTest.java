package io.taskforge.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresUrlTest {

    @Test
    void a_server_that_stays_silent_fails_the_connection_when_the_login_has_taken_too_long() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PostgresUrl url = PostgresUrl.parse(
                    "postgresql://anna:secret@127.0.0.1:" + silent.getLocalPort() + "/tickets?loginTimeout=1");
            SQLException failure = assertThrows(SQLException.class, url::connect);
            assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
        }
    }

    @Test
    void every_wait_for_the_server_has_an_end() {
        var waits = PostgresUrl.parse("postgresql://anna:secret@db/tickets").properties();
        assertTrue(waits.stringPropertyNames()
                .containsAll(java.util.Set.of("connectTimeout", "loginTimeout", "socketTimeout")));
    }
}
