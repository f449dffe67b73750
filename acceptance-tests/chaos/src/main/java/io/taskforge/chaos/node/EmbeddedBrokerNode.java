package io.taskforge.chaos.node;

import com.rabbitmq.client.ConnectionFactory;
import io.taskforge.chaos.check.RestProbe;
import io.taskforge.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The broker that {@code ./taskforge up} brings along: it keeps nothing over a restart. */
public final class EmbeddedBrokerNode implements BrokerNode {

    private final EmbeddedBroker.Options options;
    private EmbeddedBroker server;

    private EmbeddedBrokerNode(EmbeddedBroker.Options options) {
        this.options = options;
    }

    public static EmbeddedBrokerNode start(Path folder, Path log, String password) {
        var node = new EmbeddedBrokerNode(
                EmbeddedBroker.Options.in(folder, password).withLog(log).withPort(Proc.freePort()));
        node.start();
        return node;
    }

    @Override
    public void start() {
        server = EmbeddedBroker.start(options);
    }

    @Override
    public void stop() {
        server.close();
    }

    List<Long> pids() {
        return List.of(server.pid());
    }

    @Override
    public void kill() {
        Proc.signal("KILL", pids());
        server.onExit().join();
    }

    @Override
    public void pause() {
        Proc.signal("STOP", pids());
    }

    @Override
    public void resume() {
        Proc.signal("CONT", pids());
    }

    /** What is unacknowledged it does not tell over AMQP. */
    @Override
    public RestProbe.Queue queue(String name) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url(port()));
        try (var connection = factory.newConnection("chaos");
                var channel = connection.createChannel()) {
            return new RestProbe.Queue(channel.queueDeclarePassive(name).getMessageCount(), 0);
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String url(int through) {
        return server.url().replaceFirst(":\\d+$", ":" + through);
    }

    @Override
    public Optional<Path> log() {
        return Optional.empty();
    }

    @Override
    public void close() {
        Proc.signal("CONT", pids());
        server.close();
    }
}
