package io.taskforge.local.stack;

import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports on 127.0.0.1. */
public final class Ports {

    private static final int HIGHEST_PRIVILEGED = 1023;
    private static final int ANSWER_MILLIS = 1000;

    private Ports() {}

    /** A port that was free a moment ago. */
    static int free() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** What can be done with a port. */
    public sealed interface State {

        /** Nobody has it. */
        record Free() implements State {}

        /** Somebody has it; also somebody who listens on all addresses. */
        record Taken() implements State {}

        /** The system does not give it to this user. */
        record Withheld(String why) implements State {}
    }

    /** What can be done with the port right now. */
    public static State stateOf(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new State.Free();
        } catch (IOException e) {
            return state(port, e, answers(port));
        }
    }

    /** A low port that cannot be had though nobody is there needs rights; the failure's own words depend on the language. */
    static State state(int port, IOException failure, boolean answered) {
        if (answered || (failure instanceof BindException && port > HIGHEST_PRIVILEGED)) {
            return new State.Taken();
        }
        return new State.Withheld(String.valueOf(failure.getMessage()));
    }

    private static boolean answers(int port) {
        try (Socket caller = new Socket()) {
            caller.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The given port, or a free one for 0. */
    static int orFree(int port, String option) throws IOException {
        if (port == 0) {
            return free();
        }
        return switch (stateOf(port)) {
            case State.Free free -> port;
            case State.Taken taken ->
                throw Refusal.usage("Port " + port
                        + " on 127.0.0.1 is taken: end what listens there, or name another port with " + option + ".");
            case State.Withheld withheld ->
                throw Refusal.usage("Port " + port + " on 127.0.0.1 is not given to this user (" + withheld.why()
                        + "): name one above " + HIGHEST_PRIVILEGED + " with " + option + ".");
        };
    }
}
