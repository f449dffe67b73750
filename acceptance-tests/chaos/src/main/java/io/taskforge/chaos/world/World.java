package io.taskforge.chaos.world;

import io.taskforge.chaos.client.CallbackSink;
import io.taskforge.chaos.node.BrokerNode;
import io.taskforge.chaos.node.EmbeddedBrokerNode;
import io.taskforge.chaos.node.Leash;
import io.taskforge.chaos.node.PostgresNode;
import io.taskforge.chaos.node.RabbitNode;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.proxy.FaultProxy;
import io.taskforge.chaos.proxy.ServiceDoor;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.local.stack.TokenSigningKey;
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

    private final Path home;
    private final Path folder;
    private final WorldPlan plan;
    private final String pepper = secret(32);
    private final String tokenSigningKey = TokenSigningKey.mint();
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
    private final List<ServiceNode> retired = new ArrayList<>();
    private final ServiceDoor door;
    private final ServiceDoor grpcDoor;
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
        this.home = home;
        this.folder = folder;
        this.plan = plan;
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
            door = with(ServiceDoor.open());
            grpcDoor = with(ServiceDoor.open());
            startServices();
            tenants = Tenants.register(database.url(database.port()), pepper, REPLICAS);
            sink.trust(tenants.webhookSecrets());
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private void startServices() {
        for (int i = 1; i <= REPLICAS; i++) {
            apis.add(with(api(i)));
            workers.add(with(worker(i)));
        }
        services().forEach(ServiceNode::launch);
        services().forEach(ServiceNode::awaitReady);
        apis.forEach(this::admit);
    }

    private ServiceNode api(int number) {
        return new ServiceNode(ServiceNode.Kind.API_SERVICE, "api-" + number, home, folder, environment(plan.apis()));
    }

    private ServiceNode worker(int number) {
        return new ServiceNode(
                ServiceNode.Kind.GENERATION_WORKER, "worker-" + number, home, folder, environment(plan.workers()));
    }

    private void admit(ServiceNode api) {
        door.admit(api.url().getPort());
        grpcDoor.admit(api.grpcPort());
    }

    /**
     * Puts a new replica in the place of the oldest api-service, as a rolling update does: the new one is ready and let in before the
     * old one gets no new connection any more and is then told to stop. Returns when that one has ended.
     */
    public void updateApi() {
        ServiceNode next = with(api(number(apis)));
        next.launch();
        next.awaitReady();
        admit(next);
        apis.add(next);
        ServiceNode old = apis.removeFirst();
        door.withdraw(old.url().getPort());
        grpcDoor.withdraw(old.grpcPort());
        retire(old);
    }

    /** The same with the oldest worker. */
    public void updateWorker() {
        ServiceNode next = with(worker(number(workers)));
        next.launch();
        next.awaitReady();
        workers.add(next);
        retire(workers.removeFirst());
    }

    private void retire(ServiceNode old) {
        retired.add(old);
        old.terminate();
    }

    private int number(List<ServiceNode> replicas) {
        String newest = replicas.getLast().name();
        return 1 + Integer.parseInt(newest.substring(newest.lastIndexOf('-') + 1));
    }

    private Map<String, String> environment(Map<String, String> more) {
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
        // Likewise one for all: a token of one replica is good at the others.
        all.put("TASKFORGE_TOKEN_SIGNING_KEY", tokenSigningKey);
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

    /** All that are to run now. */
    public List<ServiceNode> services() {
        List<ServiceNode> all = new ArrayList<>(apis);
        all.addAll(workers);
        return all;
    }

    /** Those that were replaced, and have ended. */
    public List<ServiceNode> retired() {
        return List.copyOf(retired);
    }

    /** As clients know them: each, or the one door before all. */
    public List<URI> apiUrls() {
        return plan.oneDoor()
                ? List.of(URI.create("http://127.0.0.1:" + door.port()))
                : apis.stream().map(ServiceNode::url).toList();
    }

    /** Before all api-services. */
    public int grpcDoorPort() {
        return grpcDoor.port();
    }

    /** One a tenant, with every scope and no limits. */
    public List<String> apiKeys() {
        return tenants.apiKeys();
    }

    /** The key of a new client that is none of the tenants, with every scope and no limits. */
    public String newClient(String name) {
        return Tenants.newClient(database.url(database.port()), pepper, name);
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
