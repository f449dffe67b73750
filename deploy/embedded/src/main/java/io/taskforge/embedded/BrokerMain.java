package io.taskforge.embedded;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;

/**
 * The broker's own process. Standard input gives the port (0: a free one) and the password, a line each, so that the password is on
 * no command line; then it is the tether to the parent. Standard output gives one line: {@code PORT <number>}.
 */
final class BrokerMain {

    static final String PORT = "PORT ";

    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        PrintStream parent = System.out;
        // Whatever a library prints goes to the log: standard output is the parent's.
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String port = in.readLine();
        String password = in.readLine();
        if (password == null) {
            System.exit(2);
        }
        Tether.hold(System.in);
        Logger.getLogger("").setLevel(Level.WARNING);

        BoundPort bound = new BoundPort();
        SystemLauncher launcher = new SystemLauncher(new SystemLauncherListener.DefaultSystemLauncherListener(), bound);
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::shutdown, "broker-stop"));
        launcher.startup(configuration(port, password));
        int number = bound.number();
        if (number <= 0) {
            // The broker itself goes on without a port that somebody else has.
            System.err.println("Cannot listen on 127.0.0.1:" + port + ".");
            System.exit(1);
        }
        parent.println(PORT + number);
        parent.flush();
    }

    private static Map<String, Object> configuration(String port, String password) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(SystemConfig.TYPE, "Memory");
        attributes.put(
                SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                BrokerMain.class.getResource("broker.json").toExternalForm());
        attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
        attributes.put("preferenceStoreAttributes", Map.of("type", "Noop"));
        attributes.put(
                SystemConfig.CONTEXT, Map.of("taskforge.broker.port", port, "taskforge.broker.password", password));
        return attributes;
    }

    /** Asks the started broker which port it got. */
    private static final class BoundPort extends SystemLauncherListener.DefaultSystemLauncherListener {

        private volatile SystemConfig<?> system;

        @Override
        public void onContainerResolve(SystemConfig<?> systemConfig) {
            system = systemConfig;
        }

        int number() {
            Broker<?> broker = system.getContainer(Broker.class);
            return broker.getChildren(Port.class).iterator().next().getBoundPort();
        }
    }
}
