package io.taskforge.api.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Metrics;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.operations.Scrape;
import io.taskforge.model.operations.WatchedMetrics;
import io.taskforge.model.operations.WatchedMetrics.Service;
import io.taskforge.tickets.v1.GetJobRequest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class MetricsTest {

    private static final String REFUSALS = "taskforge_refusals_total";

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Administrators administrators;

    @Inject
    Rpc rpc;

    @Inject
    Metrics metrics;

    private double refusals(String code) {
        return metrics.scraped().value(REFUSALS, Map.of("code", code));
    }

    private double submissions(String outcome) {
        return metrics.scraped().value("taskforge_submissions_total", Map.of("outcome", outcome));
    }

    private void askedOverBothDoors() {
        ClientWithKey client = clients.withEveryScope();
        String job = http.submitted(client);
        assertEquals(200, http.status(client, job).status());
        rpc.as(client).getJob(GetJobRequest.newBuilder().setJobId(job).build());
    }

    /** Ours as docs/operations.md lists them, no more and no less; of the framework's, those that it lists. */
    @Test
    void what_is_exposed_is_what_operators_are_told_to_watch() {
        askedOverBothDoors();

        Map<String, Set<String>> exposed = metrics.scraped().metrics();

        Map<String, Set<String>> listed = WatchedMetrics.of(Service.API);
        Map<String, Set<String>> watched = new TreeMap<>(exposed);
        watched.keySet().removeIf(name -> !name.startsWith("taskforge_") && !listed.containsKey(name));
        assertEquals(listed, watched);
    }

    @Test
    void a_path_with_an_id_is_told_by_its_template() {
        ClientWithKey client = clients.withEveryScope();
        String job = http.submitted(client);

        http.status(client, job);

        Scrape scraped = metrics.scraped();
        assertTrue(scraped.value(
                        "http_server_requests_seconds_count",
                        Map.of(
                                "method",
                                "GET",
                                "outcome",
                                "SUCCESS",
                                "status",
                                "200",
                                "uri",
                                "/tickets/v1/jobs/{job_id}"))
                >= 1);
        assertFalse(scraped.toString().contains(job));
    }

    @Test
    void whoever_asks_for_nonsense_makes_no_labels() {
        String nonsense = UUID.randomUUID().toString();

        assertEquals(400, http.ask("/api/ping/;" + nonsense).probe());
        assertEquals(404, http.ask("/" + nonsense).probe());
        assertEquals(401, http.ask("/tickets/v1/jobs/" + nonsense).probe());
        http.ask("/tickets/v1/jobs").method("X" + nonsense).probe();
        http.ask("/" + nonsense).method("DELETE").probe();
        http.ask("/admin/" + nonsense).probe();

        assertFalse(metrics.scraped().toString().contains(nonsense));
    }

    @Test
    void labels_have_few_values() {
        askedOverBothDoors();

        Scrape scraped = metrics.scraped();

        for (String label : Set.of("uri", "code", "outcome", "method", "status", "reason")) {
            assertTrue(scraped.values(label).size() < 60, () -> label + ": " + scraped.values(label));
        }
    }

    @Test
    void a_submission_is_counted_by_what_came_of_it() {
        ClientWithKey client = clients.withEveryScope();
        String request = http.request(UUID.randomUUID().toString(), Map.of());
        double accepted = submissions("accepted");
        double replayed = submissions("replayed");
        double refused = submissions("refused");

        http.submit(client, request);
        http.submit(client, request);
        http.submit(client, "{}");

        assertEquals(accepted + 1, submissions("accepted"));
        assertEquals(replayed + 1, submissions("replayed"));
        assertEquals(refused + 1, submissions("refused"));
    }

    @Test
    void a_key_that_is_not_valid_is_counted_whichever_door_it_was_shown_at() {
        double before = refusals("invalid_credentials");
        GetJobRequest nobodys = GetJobRequest.newBuilder()
                .setJobId(UUID.randomUUID().toString())
                .build();

        http.ask(TicketsClient.JOBS).bearer("unknown").send();
        Rpc.failure(() -> rpc.with("Bearer unknown").getJob(nobodys));

        assertEquals(before + 2, refusals("invalid_credentials"));
    }

    @Test
    void a_wrong_password_is_counted() {
        double before = signIns("wrong");

        new Browser()
                .post("/admin/sign-in", Map.of("name", administrators.make(), "password", "guess"))
                .is(401);

        assertEquals(before + 1, signIns("wrong"));
    }

    private double signIns(String outcome) {
        return metrics.scraped().value("taskforge_admin_sign_ins_total", Map.of("outcome", outcome));
    }

    @Test
    void metrics_are_not_served_at_the_door_of_the_api_and_health_is() {
        assertEquals(404, http.ask("/q/metrics").probe());
        assertEquals(200, http.ask("/q/health/ready").probe());
    }
}
