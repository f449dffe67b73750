package io.taskforge.local.stack;

import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1. */
public final class Ports {

    private Ports() {}

    /** A port that was free a moment ago. */
    static int free() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Whether somebody has the port; also somebody who listens on all addresses. */
    public static boolean isTaken(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The given port, or a free one for 0. */
    static int orFree(int port, String option) throws IOException {
        if (port == 0) {
            return free();
        }
        if (isTaken(port)) {
            throw Refusal.usage("Port " + port
                    + " on 127.0.0.1 is taken: end what listens there, or name another port with " + option + ".");
        }
        return port;
    }
}
