package io.taskforge.api.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HEAD, which the framework makes of every GET (RFC 9110, 9.3.2). */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class HeadTest {

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    @Test
    void what_can_be_read_can_be_asked_about_without_its_body() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        for (String path : List.of("", "/" + job, "/" + job + "/result")) {
            Answer head = http.ask(TicketsClient.JOBS + path)
                    .as(client)
                    .method("HEAD")
                    .send();
            Answer get = http.ask(TicketsClient.JOBS + path).as(client).send();
            assertEquals(200, head.status(), path);
            assertEquals("", head.response().body());
            assertTrue(head.header("Content-Type").orElse("").startsWith("application/json"), path);
            assertFalse(head.header("Content-Length").orElse("").equals("0"), "of the body that there would be");
            assertEquals(get.header("ETag"), head.header("ETag"), path);
            assertEquals(401, http.ask(TicketsClient.JOBS + path).method("HEAD").probe(), path);
            assertEquals(
                    403,
                    http.ask(TicketsClient.JOBS + path)
                            .as(clients.with(Scope.TICKETS_SUBMIT))
                            .method("HEAD")
                            .probe(),
                    path);
        }
    }
}
