package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.TestPepper;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.model.broker.BrokerNames;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The relay on a real broker: what it sends, and that it waits for the broker's word. */
@QuarkusTest
@TestProfile(BrokerDispatchTest.RealBroker.class)
class BrokerDispatchTest {

    public static class RealBroker implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Servers.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    public static class Servers implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of(
                    TestPepper.SETTING,
                    TestPepper.VALUE,
                    "taskforge.database-url",
                    EmbeddedPostgres.shared().createDatabase(),
                    "taskforge.amqp-url",
                    EmbeddedBroker.shared().url(),
                    "taskforge.dispatch.publish-timeout",
                    "2s",
                    "taskforge.job.sweep",
                    "1h");
        }

        @Override
        public void stop() {
            // Both servers are the whole test run's.
        }
    }

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Test
    void a_job_rings_persistently_under_its_name_and_only_then_counts_as_dispatched() throws Exception {
        ClientWithKey client = clients.withEveryScope();
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(BrokerNames.JOBS_EXCHANGE, "direct", true);
            String queue = ownQueue(channel, BrokerNames.JOBS_EXCHANGE, BrokerNames.GENERATE_QUEUE);

            String job = http.submitted(client);
            Eventually.holds("confirmed", () -> jobs.dispatched(job));

            GetResponse message = nextOf(channel, queue, job);
            JsonNode body = new ObjectMapper().readTree(message.getBody());
            assertEquals(2, body.size());
            assertEquals(job, body.path("job_id").asText());
            assertTrue(body.path("dispatch_seq").isIntegralNumber());
            assertEquals(
                    job + ":" + body.path("dispatch_seq").asLong(),
                    message.getProps().getMessageId());
            assertEquals(2, message.getProps().getDeliveryMode(), "persistent");
            assertEquals("application/json", message.getProps().getContentType());
            assertEquals(BrokerNames.JOBS_EXCHANGE, message.getEnvelope().getExchange());
            assertEquals(BrokerNames.GENERATE_QUEUE, message.getEnvelope().getRoutingKey());
            assertEquals(0, jobs.count("select count(*) from outbox where job_id = $1", UUID.fromString(job)));
        }
    }

    @Test
    void only_a_cancel_of_a_running_job_is_told_to_all_workers() throws Exception {
        ClientWithKey client = clients.withEveryScope();
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(BrokerNames.CONTROL_EXCHANGE, "fanout", true);
            String queue = ownQueue(channel, BrokerNames.CONTROL_EXCHANGE, "");
            String queued = jobs.in(JobStatus.QUEUED, client.id());
            String running = jobs.in(JobStatus.RUNNING, client.id());

            http.cancel(client, queued);
            http.cancel(client, running);

            assertEquals("{\"job_id\":\"" + running + "\"}", body(nextOf(channel, queue, queued, running)));
        }
    }

    /** Named by the broker, and gone with the connection. */
    private static String ownQueue(Channel channel, String exchange, String routingKey) throws IOException {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, exchange, routingKey);
        return queue;
    }

    /** The next message about one of these jobs: the broker may be shared with others. */
    private static GetResponse nextOf(Channel channel, String queue, String... jobs) throws InterruptedException {
        AtomicReference<GetResponse> found = new AtomicReference<>();
        Eventually.holds("a message about " + List.of(jobs), () -> {
            GetResponse next = got(channel, queue);
            if (next != null && Stream.of(jobs).anyMatch(body(next)::contains)) {
                found.set(next);
            }
            return found.get() != null;
        });
        return found.get();
    }

    private static GetResponse got(Channel channel, String queue) {
        try {
            return channel.basicGet(queue, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(GetResponse message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }

    private static Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(URI.create(EmbeddedBroker.shared().url()));
        return factory.newConnection();
    }
}
