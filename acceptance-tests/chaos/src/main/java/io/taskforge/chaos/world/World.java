package io.taskforge.chaos.world;

import io.taskforge.chaos.client.CallbackSink;
import io.taskforge.chaos.node.BrokerNode;
import io.taskforge.chaos.node.EmbeddedBrokerNode;
import io.taskforge.chaos.node.Leash;
import io.taskforge.chaos.node.PostgresNode;
import io.taskforge.chaos.node.RabbitNode;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.proxy.FaultProxy;
import io.taskforge.fakeollama.FakeOllama;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Everything that a scenario plays with. The services reach database, broker and model through wires that can be made to fail. */
public final class World implements AutoCloseable {

    /** Which broker. */
    public enum Broker {
        EMBEDDED,
        RABBITMQ
    }

    /** A pool of 16 and two for migrations in each api-service, a pool of 8 in each worker. */
    private static final int CONNECTIONS_AT_MOST = 2 * (16 + 2) + 2 * 8;

    private static final int REPLICAS = 2;

    private final Path folder;
    private final String pepper = secret(32);
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final PostgresNode database;
    private final BrokerNode broker;
    private final FakeOllama model;
    private final CallbackSink sink;
    private final FaultProxy databaseProxy;
    private final FaultProxy brokerProxy;
    private final FaultProxy modelProxy;
    private final List<ServiceNode> apis = new ArrayList<>();
    private final List<ServiceNode> workers = new ArrayList<>();
    private final Tenants tenants;

    /**
     * Starts all of it; returns when jobs can be done.
     *
     * @param home the checkout, built
     * @param folder for data and logs; becomes its own
     */
    public static World start(Path home, Path folder, Broker broker, WorldPlan plan) {
        return new World(home, folder, broker, plan);
    }

    private World(Path home, Path folder, Broker kind, WorldPlan plan) {
        this.folder = folder;
        boolean started = false;
        try {
            with(Leash.on(folder));
            database = with(PostgresNode.start(
                    folder.resolve("postgres"), folder.resolve("postgres.log"), plan.database(), secret(12)));
            broker = with(
                    switch (kind) {
                        case EMBEDDED ->
                            EmbeddedBrokerNode.start(
                                    folder.resolve("broker"), folder.resolve("broker.log"), secret(12));
                        case RABBITMQ ->
                            RabbitNode.start(folder.resolve("broker"), folder.resolve("broker.log"), secret(12));
                    });
            model = with(FakeOllama.start());
            sink = with(CallbackSink.start());
            databaseProxy = with(FaultProxy.before(database.port()));
            brokerProxy = with(FaultProxy.before(broker.port()));
            modelProxy = with(FaultProxy.before(model.url().getPort()));
            startServices(home, plan);
            tenants = Tenants.register(database.url(database.port()), pepper, REPLICAS);
            sink.trust(tenants.webhookSecrets());
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private void startServices(Path home, WorldPlan plan) {
        for (int i = 1; i <= REPLICAS; i++) {
            apis.add(with(new ServiceNode(
                    ServiceNode.Kind.API_SERVICE, "api-" + i, home, folder, environment(plan, plan.apis()))));
            workers.add(with(new ServiceNode(
                    ServiceNode.Kind.GENERATION_WORKER,
                    "worker-" + i,
                    home,
                    folder,
                    environment(plan, plan.workers()))));
        }
        apis.forEach(ServiceNode::launch);
        workers.forEach(ServiceNode::launch);
        apis.forEach(ServiceNode::awaitReady);
        workers.forEach(ServiceNode::awaitReady);
    }

    private Map<String, String> environment(WorldPlan plan, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "TASKFORGE_ENVIRONMENT",
                "development",
                "TASKFORGE_DATABASE_URL",
                database.url(databaseProxy.port()),
                "TASKFORGE_AMQP_URL",
                broker.url(brokerProxy.port()),
                "TASKFORGE_OLLAMA_URL",
                "http://127.0.0.1:" + modelProxy.port(),
                "TASKFORGE_KEY_PEPPER",
                pepper,
                "TASKFORGE_ENGINE",
                "model",
                // One address for all replicas, as behind a load balancer: callbacks name it, and must not differ by
                // their sender.
                "TASKFORGE_PUBLIC_BASE_URL",
                "http://taskforge.test",
                "TASKFORGE_CALLBACKS_ALLOWED_HOSTS",
                sink.hostAndPort(),
                "TASKFORGE_CALLBACKS_ALLOW_INSECURE",
                "true"));
        all.putAll(plan.environment());
        all.putAll(more);
        return all;
    }

    private <T extends AutoCloseable> T with(T part) {
        parts.push(part);
        return part;
    }

    private static String secret(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    public List<ServiceNode> apis() {
        return apis;
    }

    public List<ServiceNode> workers() {
        return workers;
    }

    /** All four. */
    public List<ServiceNode> services() {
        List<ServiceNode> all = new ArrayList<>(apis);
        all.addAll(workers);
        return all;
    }

    public List<URI> apiUrls() {
        return apis.stream().map(ServiceNode::url).toList();
    }

    /** One a tenant, with every scope and no limits. */
    public List<String> apiKeys() {
        return tenants.apiKeys();
    }

    /** Straight to the database, with user and password. */
    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    public int connectionsAtMost() {
        return CONNECTIONS_AT_MOST;
    }

    public PostgresNode database() {
        return database;
    }

    public BrokerNode broker() {
        return broker;
    }

    public FakeOllama model() {
        return model;
    }

    public CallbackSink sink() {
        return sink;
    }

    public FaultProxy databaseProxy() {
        return databaseProxy;
    }

    public FaultProxy brokerProxy() {
        return brokerProxy;
    }

    public FaultProxy modelProxy() {
        return modelProxy;
    }

    /** Holds the log of each part. */
    public Path folder() {
        return folder;
    }

    /** Ends everything, whatever state it is in; what comes last to live goes first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("could not be ended in order: " + e);
            }
        }
    }
}
