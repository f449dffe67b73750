package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.model.broker.BrokerNames;
import io.taskforge.model.broker.DispatchMessage;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.NewJob;
import io.taskforge.model.job.SubmitOutcome;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole worker hears the broker: what is rung for is drafted, and what makes no sense stops nothing. */
@QuarkusTest
@QuarkusTestResource(value = WholeWorker.class, restrictToAnnotatedClass = true)
class WholeWorkerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/q/health/ready")
    URL readiness;

    JobDatabase jobs;

    private Connection connection;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(EmbeddedBroker.shared().url());
        connection = factory.newConnection();
        awaitListener();
        channel = connection.createChannel();
    }

    /** Rung before the worker has its queue, a ring would be lost, and this worker never looks for itself. */
    private void awaitListener() {
        int listeners = await(Uni.createFrom()
                .item(this::listeners)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofMillis(200))
                .indefinitely());
        assertEquals(2, listeners, "one for each slot");
    }

    private int listeners() {
        try (Channel asking = connection.createChannel()) {
            long consumers = asking.consumerCount(BrokerNames.GENERATE_QUEUE);
            if (consumers < 2) {
                throw new IllegalStateException("not every slot listens");
            }
            return (int) consumers;
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("there is no queue yet", e);
        }
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void a_ring_brings_a_job_to_its_result() throws Exception {
        Job job = submitted("The ledger must balance every night.");

        ring(JSON.writeValueAsBytes(new DispatchMessage(job.id(), 1)));

        assertEquals(JobStatus.COMPLETED, ended(job.id()).status());
        JsonNode result = result(job.id());
        assertEquals("tickets.result.v1", result.get("schema_version").asText());
        assertEquals("rules", result.get("generation").get("engine").asText());
        assertEquals(
                "the engine is set to rules",
                result.get("generation").get("engine_reason").asText());
    }

    @Test
    void messages_that_are_not_ours_stop_nothing() throws Exception {
        for (String nonsense : new String[] {
            "", "null", "{}", "[]", "not JSON", "{\"job_id\":\"no-uuid\"}", "{\"job_id\":null,\"dispatch_seq\":1}"
        }) {
            ring(nonsense.getBytes(StandardCharsets.UTF_8));
        }
        ring(JSON.writeValueAsBytes(new DispatchMessage(new JobId(UUID.randomUUID()), 1)));
        Job job = submitted("The ledger must print.");

        ring(JSON.writeValueAsBytes(new DispatchMessage(job.id(), 2)));

        assertEquals(JobStatus.COMPLETED, ended(job.id()).status());
    }

    @Test
    void a_specification_about_nul_characters_gives_a_result_that_can_be_read() throws Exception {
        Job job = submitted("The parser must reject the escape \\u0000 in every name.");

        ring(JSON.writeValueAsBytes(new DispatchMessage(job.id(), 3)));

        assertEquals(JobStatus.COMPLETED, ended(job.id()).status());
        assertTrue(
                result(job.id()).get("requirements").get(0).get("text").asText().contains("\\u0000"));
    }

    @Test
    void a_job_that_builds_on_another_keeps_its_tickets() throws Exception {
        Job first = submitted("The ledger must balance every night.");
        ring(JSON.writeValueAsBytes(new DispatchMessage(first.id(), 1)));
        ended(first.id());
        Job second = submitted(jobs.newJob(UUID.randomUUID().toString(), "The ledger must balance every night.")
                .on(first.id()));

        ring(JSON.writeValueAsBytes(new DispatchMessage(second.id(), 1)));

        assertEquals(JobStatus.COMPLETED, ended(second.id()).status());
        JsonNode result = result(second.id());
        assertEquals(
                result(first.id()).get("tickets").toString(),
                result.get("tickets").toString());
        assertEquals(
                "{\"base_job_id\":\"" + first.id()
                        + "\",\"kept\":[\"SPEC-1\"],\"changed\":[],\"added\":[],\"retired\":[],\"highest_external_id\":\"SPEC-1\"}",
                result.get("changes").toString());
    }

    @Test
    void a_job_whose_base_has_gone_meanwhile_fails_and_says_so() throws Exception {
        Job first = submitted("The ledger must balance every night.");
        ring(JSON.writeValueAsBytes(new DispatchMessage(first.id(), 1)));
        ended(first.id());
        Job second = submitted(jobs.newJob(UUID.randomUUID().toString(), "The ledger must balance.")
                .on(first.id()));
        await(jobs.pool()
                .query("delete from job_result where job_id = '" + first.id() + "'")
                .execute());

        ring(JSON.writeValueAsBytes(new DispatchMessage(second.id(), 1)));

        Job failed = ended(second.id());
        assertEquals(JobStatus.FAILED, failed.status());
        assertEquals("base_job_unusable", failed.error().code());
        assertFalse(failed.error().retryable());
        assertEquals(1, failed.attempt());
    }

    @Test
    void a_job_whose_base_cannot_be_read_fails_and_says_so() throws Exception {
        JobId unreadable = jobs.in(JobStatus.COMPLETED).id();
        Job second = submitted(jobs.newJob(UUID.randomUUID().toString(), "The ledger must balance.")
                .on(unreadable));

        ring(JSON.writeValueAsBytes(new DispatchMessage(second.id(), 1)));

        assertEquals("base_job_unusable", ended(second.id()).error().code());
    }

    @Test
    void readiness_says_how_it_is_with_the_broker() throws Exception {
        JsonNode ready = JSON.readTree(readiness);

        assertEquals("UP", ready.get("status").asText());
        JsonNode broker = check(ready, "broker");
        assertEquals("listening", broker.at("/data/state").asText());
        assertTrue(broker.at("/data/rings_lost").isIntegralNumber());
    }

    private static JsonNode check(JsonNode ready, String name) {
        for (JsonNode check : ready.get("checks")) {
            if (check.get("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check of that name: " + ready);
    }

    private Job submitted(String spec) {
        return submitted(jobs.newJob(UUID.randomUUID().toString(), spec));
    }

    private Job submitted(NewJob asked) {
        SubmitOutcome outcome = await(jobs.store().submitted(asked));
        return ((SubmitOutcome.Accepted) outcome).job();
    }

    private void ring(byte[] body) throws Exception {
        channel.basicPublish(
                BrokerNames.JOBS_EXCHANGE,
                BrokerNames.GENERATE_QUEUE,
                new AMQP.BasicProperties.Builder().deliveryMode(2).build(),
                body);
    }

    private Job ended(JobId id) {
        return await(Uni.createFrom()
                .deferred(() -> jobs.queries().job(jobs.client(), id))
                .map(found -> found.orElseThrow())
                .repeat()
                .withDelay(Duration.ofMillis(50))
                .indefinitely()
                .select()
                .where(job -> job.status().terminal())
                .toUni());
    }

    private JsonNode result(JobId id) throws Exception {
        return JSON.readTree(await(jobs.queries().jobWithResult(jobs.client(), id))
                .orElseThrow()
                .result()
                .orElseThrow()
                .body());
    }
}
