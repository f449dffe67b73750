package io.taskforge.model.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.taskforge.model.settings.ConnectionSettings;
import io.taskforge.model.settings.ServerTrust;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the broker is and as whom it is spoken to: {@code TASKFORGE_AMQP_URL}, taken apart by {@link ConnectionSettings}. */
@Singleton
public class BrokerAddress {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** For every question that the broker has to answer: a run waits for one of them between its claim and its start. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** A peer that is silent for twice as long is gone, whatever the socket says. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final String virtualHost;
    private final boolean encrypted;
    private final Optional<Path> ca;
    private final ExecutorService ending = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("broker-end-", 0).factory());

    public BrokerAddress(
            @ConfigProperty(name = "rabbitmq-host", defaultValue = "localhost") String host,
            @ConfigProperty(name = "rabbitmq-port", defaultValue = "5672") int port,
            @ConfigProperty(name = "rabbitmq-username", defaultValue = "guest") String user,
            @ConfigProperty(name = "rabbitmq-password", defaultValue = "guest") String password,
            @ConfigProperty(name = "rabbitmq-virtual-host", defaultValue = "/") String virtualHost,
            @ConfigProperty(name = "rabbitmq-ssl", defaultValue = "false") boolean encrypted,
            @ConfigProperty(name = "taskforge.amqp-ca-file") Optional<Path> ca) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.virtualHost = virtualHost;
        this.encrypted = encrypted;
        this.ca = ca;
    }

    /**
     * A new connection, which recovers nothing by itself: a recovered channel numbers its deliveries and its messages anew, and
     * {@link LineKeeper} opens a new line anyway.
     *
     * @param name as the broker lists it
     */
    public Connection connect(String name) throws IOException, TimeoutException {
        return factory().newConnection(name);
    }

    private ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(host);
        factory.setPort(port);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setVirtualHost(virtualHost);
        if (encrypted) {
            factory.useSslProtocol(ServerTrust.ofBroker(ca).context());
            factory.enableHostnameVerification();
        }
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout((int) CONNECT.toMillis());
        // The client grants each of the handshake's two answers half of it.
        factory.setHandshakeTimeout((int) ANSWER.multipliedBy(2).toMillis());
        factory.setChannelRpcTimeout((int) ANSWER.toMillis());
        factory.setRequestedHeartbeat((int) HEARTBEAT.toSeconds());
        // By itself the client ends a lost connection on the thread that a message stuck in its socket holds up, and so
        // never.
        factory.setShutdownExecutor(ending);
        factory.setThreadFactory(Thread.ofPlatform().daemon().name("broker-", 0).factory());
        return factory;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
