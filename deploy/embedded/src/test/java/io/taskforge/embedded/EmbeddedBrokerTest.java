package io.taskforge.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir
    Path folder;

    @Test
    void a_confirmed_message_is_consumed_from_its_queue() throws Exception {
        try (Connection connection = connectionTo(EmbeddedBroker.shared().url());
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare("jobs", "direct", true);
            channel.queueDeclare("jobs.generate", true, false, false, null);
            channel.queueBind("jobs.generate", "jobs", "generate");
            channel.confirmSelect();
            channel.basicPublish("jobs", "generate", true, MessageProperties.PERSISTENT_BASIC, "one".getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
            GetResponse message = channel.basicGet("jobs.generate", false);
            assertEquals("one", new String(message.getBody(), UTF_8));
            channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
        }
    }

    @Test
    void strangers_are_refused_and_the_port_outlives_a_restart() throws Exception {
        EmbeddedBroker.Options options = EmbeddedBroker.Options.in(folder.resolve("broker"), "secret+/ word");
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
            port = broker.port();
            assertThrows(PossibleAuthenticationFailureException.class, () -> connection(port, "taskforge", "wrong"));
            assertThrows(PossibleAuthenticationFailureException.class, () -> connection(port, "guest", "guest"));
            assertTrue(connection(port, "taskforge", "secret+/ word").isOpen());
            assertTrue(ProcessHandle.of(broker.pid()).orElseThrow().info().arguments().stream()
                    .flatMap(java.util.Arrays::stream)
                    .noneMatch(argument -> argument.contains("secret")));
            assertTrue(ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly());
            broker.onExit().get(20, TimeUnit.SECONDS);
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(options.withPort(port))) {
            assertEquals(port, again.port());
            assertTrue(connection(port, "taskforge", "secret+/ word").isOpen());
            String message = assertThrows(
                            EmbeddedServerFailure.class,
                            () -> EmbeddedBroker.start(options.withPort(port)).close())
                    .getMessage();
            assertTrue(message.contains("on port " + port), message);
        }
        assertFalse(java.nio.file.Files.exists(folder.resolve("broker/preferences.json")));
    }

    private static Connection connectionTo(String url) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        return factory.newConnection();
    }

    private static Connection connection(int port, String user, String password) throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setUsername(user);
        factory.setPassword(password);
        try {
            return factory.newConnection();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IOException(e);
        }
    }
}
