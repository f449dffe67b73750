package io.taskforge.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.EncryptedDoors;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.Sse;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

/** A stream of events that is one of many on its connection, and whose end closes none. */
@QuarkusTest
@TestProfile(EncryptedDoors.class)
class StreamOverHttp2Test {

    EncryptedDoors.Settings settings;

    @TestHTTPResource(tls = true)
    String service;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    OpenStreams open;

    @Test
    void a_client_that_hangs_up_makes_room() throws InterruptedException {
        ClientWithKey client = clients.withEveryScope();
        String job = jobs.in(JobStatus.RUNNING, client.id());
        HttpClient http = HttpClient.newBuilder().sslContext(settings.trust()).build();

        try (Sse stream = Sse.open(http, service.replaceFirst("/$", ""), client, job, "")) {
            assertEquals(HttpClient.Version.HTTP_2, stream.response().version());
            assertEquals("1", stream.next().id());
            assertEquals(1, open.of(client.id()));
        }

        Eventually.holds("its place is given back", () -> open.of(client.id()) == 0);
    }
}
