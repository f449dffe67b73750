package io.taskforge.local.stack;

import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.embedded.EmbeddedServerFailure;
import io.taskforge.embedded.PostgresUrl;
import io.taskforge.local.admin.AdminRegister;
import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.local.terminal.Steps;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Pepper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Everything that does jobs on one machine: database, broker, api-service and generation-worker, each a process of its own.
 *
 * <p>A data folder has one stack at a time. The stack is closed from another thread than the one that starts it, when the person at
 * the terminal ends the command; closing works in every state and leaves no process behind.
 */
public final class Stack implements AutoCloseable {

    /**
     * @param httpPort of the REST API, or 0 for a free one
     * @param grpcPort likewise
     * @param published whether others may use the stack: only then is {@code connection.json} written
     */
    public record Options(
            Settings settings, int httpPort, int grpcPort, boolean published, Program api, Program worker) {}

    /** Longer than a link that is sent to somebody: it stands where the key stands, which opens as much. */
    private static final Duration SETUP_LINK = Duration.ofHours(24);

    private final Options options;
    private final DataFolder folder;
    private final Steps steps;
    private final HttpClient http;

    private Secrets secrets;
    private Supervised postgres;
    private Supervised broker;
    private Supervised api;
    private Supervised worker;
    private String databaseUrl;
    private String amqpUrl;
    private int httpPort;
    private int grpcPort;
    private ApiKey key;

    /** Null when there is an administrator. */
    private String adminSetupUrl;

    private boolean ready;
    private boolean closed;

    /** Nothing runs before {@link #start()}. The folder becomes the stack's, which closes it. */
    public Stack(Options options, DataFolder folder, Steps steps, HttpClient http) {
        this.options = options;
        this.folder = folder;
        this.steps = steps;
        this.http = http;
    }

    /**
     * Starts all parts; returns when a job can be done.
     *
     * @throws Refusal when one of them does not start
     * @throws EmbeddedServerFailure likewise
     */
    public Connection start() {
        try {
            folder.awaitPredecessor();
            httpPort = Ports.orFree(options.httpPort(), "--http-port");
            grpcPort = Ports.orFree(options.grpcPort(), "--grpc-port");
            secrets = Secrets.in(folder.path());
            warnOfOwnPepper();
            startServers();
            SchemaVersion.refuseNewer(PostgresUrl.parse(databaseUrl));
            startServices();
            key = newKey();
            adminSetupUrl = firstAdministrator();
            return publish();
        } catch (IOException e) {
            throw Refusal.failed("The stack cannot be started in " + folder.path() + ": " + e);
        } catch (SQLException e) {
            throw Refusal.failed("No key can be made in the database: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("The start was interrupted.");
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void startServers() throws IOException {
        Settings settings = options.settings();
        EmbeddedPostgres.Options databaseOptions = EmbeddedPostgres.Options.in(
                        folder.path().resolve("postgres"), secrets.databasePassword())
                .withLog(folder.freshLog("postgres"));
        EmbeddedPart database = new EmbeddedPart(
                "postgres", databaseOptions.log(), port -> EmbeddedPostgres.start(databaseOptions.withPort(port)));
        EmbeddedBroker.Options throwAway = EmbeddedBroker.Options.in(
                        folder.cache().resolve("broker"), secrets.brokerPassword())
                .withLog(folder.freshLog("broker"));
        EmbeddedBroker.Options brokerOptions = folder.isEphemeral() ? throwAway : throwAway.withArchive();
        EmbeddedPart messages = new EmbeddedPart(
                "broker", brokerOptions.log(), port -> EmbeddedBroker.start(brokerOptions.withPort(port)));
        CompletableFuture<?> databaseUp;
        CompletableFuture<?> messagesUp;
        synchronized (this) {
            refuseWhenClosed();
            postgres = settings.database().isPresent() ? null : supervised(database);
            broker = settings.amqpUrl().isPresent() ? null : supervised(messages);
            databaseUp = start(postgres, "postgres", () -> settings.database()
                    .orElseThrow()
                    .toString());
            messagesUp = start(broker, "broker", () -> "TASKFORGE_AMQP_URL");
        }
        joinOrFailAtOnce(databaseUp, messagesUp);
        databaseUrl = settings.database().map(PostgresUrl::url).orElseGet(database::url);
        amqpUrl = settings.amqpUrl().orElseGet(messages::url);
    }

    private void startServices() throws IOException {
        ServicePart apiPart = service(
                options.api(),
                httpPort,
                Map.of(
                        "TASKFORGE_GRPC_HOST",
                        "127.0.0.1",
                        "TASKFORGE_GRPC_PORT",
                        Integer.toString(grpcPort),
                        "TASKFORGE_METRICS_PORT",
                        metricsPort(),
                        "TASKFORGE_TOKEN_SIGNING_KEY",
                        tokenSigningKey()));
        ServicePart workerPart = service(options.worker(), Ports.free(), Map.of());
        CompletableFuture<?> apiUp;
        CompletableFuture<?> workerUp;
        synchronized (this) {
            refuseWhenClosed();
            api = supervised(apiPart);
            worker = supervised(workerPart);
            apiUp = start(api, apiPart.name(), null);
            workerUp = start(worker, workerPart.name(), null);
        }
        joinOrFailAtOnce(apiUp, workerUp);
    }

    /** Does not wait for one when the other has failed: the worker, for example, would wait long for a schema that the api never makes. */
    private static void joinOrFailAtOnce(CompletableFuture<?>... starts) {
        CompletableFuture<Void> all = CompletableFuture.allOf(starts);
        for (CompletableFuture<?> start : starts) {
            start.exceptionally(failure -> {
                all.completeExceptionally(failure);
                return null;
            });
        }
        all.join();
    }

    private ServicePart service(Program program, int port, Map<String, String> more) throws IOException {
        Settings settings = options.settings();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TASKFORGE_ENVIRONMENT", settings.environment());
        environment.put("TASKFORGE_MIGRATIONS", "apply");
        environment.put(
                "TASKFORGE_DATABASE_URL",
                PostgresUrl.parse(databaseUrl).unverified().url());
        environment.put("TASKFORGE_AMQP_URL", amqpUrl);
        environment.put("TASKFORGE_HTTP_HOST", "127.0.0.1");
        environment.put("TASKFORGE_HTTP_PORT", Integer.toString(port));
        environment.put("TASKFORGE_KEY_PEPPER", pepper());
        environment.put("TASKFORGE_ENGINE", settings.engine().wireName());
        environment.put("TASKFORGE_MODEL", settings.model());
        environment.put("TASKFORGE_OLLAMA_URL", settings.ollamaUrl().toString());
        List<String> javaOptions = new ArrayList<>();
        // What an agent changes is neither to be kept nor to be taken from where it has not been.
        if (settings.javaOptions().stream().noneMatch(option -> option.startsWith("-javaagent"))) {
            javaOptions.addAll(
                    program.quickStart(folder.isEphemeral() ? Optional.empty() : Optional.of(folder.cache())));
        }
        javaOptions.addAll(settings.javaOptions());
        return new ServicePart(program, environment, javaOptions, port, folder.freshLog(program.name()), http);
    }

    private Supervised supervised(Part part) {
        return new Supervised(part, steps, this::republish);
    }

    /** A part that is not ours ({@code null}) is there already. */
    private CompletableFuture<?> start(Supervised part, String name, java.util.function.Supplier<String> external) {
        if (part == null) {
            steps.step(name, "uses " + external.get());
            return CompletableFuture.completedFuture(null);
        }
        return part.start()
                .thenAccept(running ->
                        steps.step(name, "ready on " + running.place() + " (process " + running.pid() + ")"));
    }

    private String pepper() {
        return options.settings().keyPepper().orElse(secrets.keyPepper());
    }

    /** Any free one, so that stacks do not meet there; nobody needs it to draft. */
    private static String metricsPort() {
        return Optional.ofNullable(System.getenv("TASKFORGE_METRICS_PORT")).orElse("0");
    }

    private String tokenSigningKey() {
        return options.settings().tokenSigningKey().orElse(secrets.tokenSigningKey());
    }

    /** With an existing database, whose keys may be checked elsewhere with another pepper. */
    private void warnOfOwnPepper() {
        if (options.settings().database().isPresent()
                && options.settings().keyPepper().isEmpty()) {
            steps.step(
                    "keys",
                    "TASKFORGE_KEY_PEPPER is not set: keys made here only work with the pepper of " + folder.path()
                            + ", and keys made elsewhere not here");
        }
    }

    private ApiKey newKey() throws IOException, SQLException {
        MadeKeys made = MadeKeys.in(folder.path());
        List<String> earlier = made.ids();
        ApiKey fresh = ClientKeys.mint();
        made.add(fresh.keyId());
        keys().replaceLocal(earlier, fresh);
        made.remove(earlier);
        return fresh;
    }

    /** Only where somebody can use it: a stack of one draft is gone before anybody has opened a browser. */
    private String firstAdministrator() throws SQLException {
        AdminRegister admins = new AdminRegister(PostgresUrl.parse(databaseUrl), baseUrl());
        if (!options.published()) {
            return null;
        }
        if (!admins.none()) {
            steps.step("admin", baseUrl() + "/admin");
            return null;
        }
        String link = admins.newAdministrator("launcher", SETUP_LINK);
        steps.step("admin", "set up the first administrator in a browser, once: " + link);
        return link;
    }

    private ClientKeys keys() {
        return new ClientKeys(
                PostgresUrl.parse(databaseUrl), Pepper.parse(pepper()).orElseThrow());
    }

    private synchronized Connection publish() throws IOException {
        refuseWhenClosed();
        ready = true;
        Connection connection = connection();
        if (options.published()) {
            connection.writeTo(folder.path());
        }
        return connection;
    }

    private synchronized void republish() {
        if (!ready || closed || !options.published()) {
            return;
        }
        try {
            connection().writeTo(folder.path());
        } catch (IOException e) {
            steps.step("connection.json", "cannot be rewritten: " + e);
        }
    }

    private Connection connection() {
        String baseUrl = baseUrl();
        return new Connection(
                baseUrl,
                "127.0.0.1:" + grpcPort,
                key.reveal(),
                baseUrl + "/admin",
                adminSetupUrl,
                new Connection.Pids(ProcessHandle.current().pid(), pid(postgres), pid(broker), pid(api), pid(worker)),
                databaseUrl,
                amqpUrl);
    }

    private String baseUrl() {
        return "http://127.0.0.1:" + httpPort;
    }

    private static Long pid(Supervised part) {
        return part == null ? null : part.pid().orElse(null);
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw Refusal.failed("Stopped during the start.");
        }
    }

    /** Stops everything: first the services, which finish or hand back what they do, then what they work with. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        stop(api, worker);
        revokeKey();
        stop(broker, postgres);
        try {
            if (options.published()) {
                Connection.removeFrom(folder.path());
            }
        } catch (IOException e) {
            steps.step("connection.json", "cannot be removed: " + e);
        }
        folder.close();
    }

    private void revokeKey() {
        if (key == null) {
            return;
        }
        try {
            keys().revoke(key);
            MadeKeys.in(folder.path()).remove(List.of(key.keyId()));
        } catch (SQLException | IOException e) {
            steps.step("key", "could not be revoked, the next start does it: " + e.getMessage());
        }
    }

    private static void stop(Supervised... parts) {
        List<Thread> stops = Stream.of(parts)
                .filter(Objects::nonNull)
                .map(part -> Thread.ofPlatform().start(part::stop))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
