package io.taskforge.chaos.node;

import io.taskforge.chaos.check.RestProbe;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A RabbitMQ of the machine's own binaries: a node of its own name, with its own port mapper, known to no other. */
public final class RabbitNode implements BrokerNode {

    private static final String USER = "taskforge";

    /** Who may control the node; it listens on loopback only, for as long as a scenario takes. */
    private static final String COOKIE = "taskforge-chaos";

    private static final Pattern COUNTS = Pattern.compile("\\{(\\d+), ?(\\d+)}");
    private static final Path BINARIES = Path.of("/usr/lib/rabbitmq/bin");
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(60);

    /** Short, so that a message held while a job runs shows: what production allows is half an hour. */
    private static final Duration DELIVERY_PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Path log;
    private final String password;
    private final int port = Proc.freePort();
    private final String name = "taskforge-chaos-" + port + "@localhost";
    private final Map<String, String> environment = new HashMap<>();
    private Child server;

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
        Path cookie = Files.writeString(home.resolve(".erlang.cookie"), COOKIE);
        Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        Path plugins = Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
        Path settings = Files.writeString(folder.resolve("rabbitmq.conf"), """
                default_user = %s
                default_pass = %s
                listeners.tcp.1 = 127.0.0.1:%s
                heartbeat = 10
                """.formatted(USER, password, port));
        Path advanced =
                Files.writeString(folder.resolve("advanced.config"), """
                [{rabbit, [{consumer_timeout, %s}, {channel_tick_interval, 1000}]}].
                """.formatted(DELIVERY_PATIENCE.toMillis()));
        environment.put("HOME", home.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("ERL_EPMD_PORT", Integer.toString(Proc.freePort()));
        environment.put("RABBITMQ_NODENAME", name);
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
        server = Child.start(List.of(BINARIES.resolve("rabbitmq-server").toString()), environment, log);
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
    public void deleteQueue(String queue) {
        String told = evaluate("""
                {ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, <<"%s">>)),
                rabbit_amqqueue:delete(Q, false, false, <<"chaos">>)""".formatted(queue));
        if (!told.contains("{ok, {ok,") && !told.contains("{ok,{ok,")) {
            throw new IllegalStateException(queue + " was not deleted: " + told);
        }
    }

    public void closeAllConnections() {
        var unused =
                evaluate("rabbit_networking:close_connections(rabbit_networking:connections_local(), <<\"chaos\">>)");
    }

    /** While it is on, whoever publishes is blocked and not told. */
    public void diskAlarm(boolean on) {
        var unused = evaluate("rabbit_disk_monitor:set_disk_free_limit(\"" + (on ? "1000TB" : "10MB") + "\")");
    }

    @Override
    public RestProbe.Queue queue(String queue) {
        String told = evaluate("""
                case rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, <<"%s">>)) of
                  {ok, Q} ->
                    [{_, Ready}, {_, Held}] = rabbit_amqqueue:info(Q, [messages_ready, messages_unacknowledged]),
                    {Ready, Held};
                  _ -> no_queue
                end""".formatted(queue));
        Matcher counts = COUNTS.matcher(told);
        return counts.find()
                ? new RestProbe.Queue(Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)))
                : new RestProbe.Queue(0, 0);
    }

    /** Has the server evaluate an expression, in some milliseconds; its own command line takes seconds to start. */
    private String evaluate(String expression) {
        ProcessBuilder builder = new ProcessBuilder("erl_call", "-sname", name, "-c", COOKIE, "-timeout", "20", "-e")
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process caller = builder.start();
            try (OutputStream in = caller.getOutputStream()) {
                in.write((expression + ".\n").getBytes(StandardCharsets.US_ASCII));
            }
            String told = new String(caller.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!told.startsWith("{ok,")) {
                throw new IllegalStateException("RabbitMQ does not carry out " + expression + ": " + told);
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        // Its port mapper, a process of its own, is ended by the leash.
    }
}
