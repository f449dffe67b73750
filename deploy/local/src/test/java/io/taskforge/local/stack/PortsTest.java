package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_port_that_somebody_listens_on_is_taken() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(new Ports.State.Taken(), Ports.stateOf(listener.getLocalPort()));
        }
    }

    @Test
    void a_low_port_that_nobody_answers_on_is_withheld() {
        BindException denied = new BindException("Permission denied");
        assertEquals(new Ports.State.Withheld("Permission denied"), Ports.state(443, denied, false));
        assertEquals(new Ports.State.Taken(), Ports.state(443, new BindException("Address already in use"), true));
        assertEquals(new Ports.State.Taken(), Ports.state(8080, new BindException("Address already in use"), false));
    }

    @Test
    void a_failure_other_than_of_the_port_is_told_in_its_own_words() {
        assertEquals(
                new Ports.State.Withheld("Too many open files"),
                Ports.state(8080, new SocketException("Too many open files"), false));
    }
}
