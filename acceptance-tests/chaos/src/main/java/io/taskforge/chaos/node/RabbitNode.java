package io.taskforge.chaos.node;

import io.taskforge.chaos.check.RestProbe;
import io.taskforge.embedded.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A RabbitMQ of the machine's own binaries: a node of its own name, with its own port mapper, known to no other. */
public final class RabbitNode implements BrokerNode {

    private static final String USER = "taskforge";
    private static final Path BINARIES = Path.of("/usr/lib/rabbitmq/bin");
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(60);

    /** Short, so that a message held while a job runs shows: what production allows is half an hour. */
    private static final Duration DELIVERY_PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Path log;
    private final String password;
    private final int port = Proc.freePort();
    private final Map<String, String> environment = new HashMap<>();
    private Guarded server;

    private RabbitNode(Path folder, Path log, String password) {
        this.folder = folder;
        this.log = log;
        this.password = password;
    }

    /** @param folder becomes its own */
    public static RabbitNode start(Path folder, Path log, String password) {
        if (!Files.isExecutable(BINARIES.resolve("rabbitmq-server"))) {
            throw new IllegalStateException("RabbitMQ's binaries are missing in " + BINARIES
                    + ": apt-get install rabbitmq-server (it need not run).");
        }
        RabbitNode node = new RabbitNode(folder, log, password);
        boolean started = false;
        try {
            node.configure();
            node.start();
            started = true;
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!started) {
                node.close();
            }
        }
    }

    private void configure() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path plugins = Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
        Path settings = Files.writeString(folder.resolve("rabbitmq.conf"), """
                default_user = %s
                default_pass = %s
                listeners.tcp.1 = 127.0.0.1:%d
                heartbeat = 10
                """.formatted(USER, password, port));
        Path advanced =
                Files.writeString(folder.resolve("advanced.config"), """
                [{rabbit, [{consumer_timeout, %d}, {channel_tick_interval, 1000}]}].
                """.formatted(DELIVERY_PATIENCE.toMillis()));
        environment.put("HOME", home.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("ERL_EPMD_PORT", Integer.toString(Proc.freePort()));
        environment.put("RABBITMQ_NODENAME", "taskforge-chaos-" + port + "@localhost");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(Proc.freePort()));
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
        environment.put("RABBITMQ_CONFIG_FILE", settings.toString());
        environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", advanced.toString());
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
    }

    @Override
    public void start() {
        server = Guarded.start(List.of(BINARIES.resolve("rabbitmq-server").toString()), environment, log);
        Proc.await("RabbitMQ listens, see " + log, START, () -> Proc.listens(port));
    }

    @Override
    public void stop() {
        server.signal("TERM");
        server.awaitEnd(STOP);
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void pause() {
        server.pause();
    }

    @Override
    public void resume() {
        server.resume();
    }

    /** With its messages and its consumers, who are told that they were cancelled. */
    public void deleteQueue(String name) {
        control("delete_queue", name);
    }

    public void closeAllConnections() {
        control("close_all_connections", "--global", "chaos");
    }

    /** While it is on, whoever publishes is blocked and not told. */
    public void diskAlarm(boolean on) {
        control("set_disk_free_limit", on ? "1000TB" : "10MB");
    }

    @Override
    public RestProbe.Queue queue(String name) {
        String listed =
                control("-q", "list_queues", "--no-table-headers", "name", "messages_ready", "messages_unacknowledged");
        return listed.lines()
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length == 3 && words[0].equals(name))
                .map(words -> new RestProbe.Queue(Long.parseLong(words[1]), Long.parseLong(words[2])))
                .findFirst()
                .orElse(new RestProbe.Queue(0, 0));
    }

    private String control(String... words) {
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(BINARIES.resolve("rabbitmqctl").toString());
        command.addAll(List.of(words));
        Command.Ended ended = Proc.run(command);
        if (!ended.well()) {
            throw new IllegalStateException("rabbitmqctl " + String.join(" ", words) + ": " + ended.output());
        }
        return ended.output();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String url(int through) {
        return "amqp://" + USER + ":" + password + "@127.0.0.1:" + through;
    }

    @Override
    public Optional<Path> log() {
        return Optional.of(log);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        // The port mapper of this node, on a port of its own, and no other.
        var unused = Proc.run(List.of(
                "env",
                "ERL_EPMD_PORT=" + environment.get("ERL_EPMD_PORT"),
                "ERL_EPMD_ADDRESS=127.0.0.1",
                "epmd",
                "-kill"));
    }
}
