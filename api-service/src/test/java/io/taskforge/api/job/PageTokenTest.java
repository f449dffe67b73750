package io.taskforge.api.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class PageTokenTest {

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

    private Answer list(String query) {
        return http.ask(TicketsClient.JOBS + query).as(client).send();
    }

    private String tokenAfterOne(String filters) {
        return list("?page_size=1" + filters).body().path("next_page_token").asText();
    }

    private static int jobsOn(Answer page) {
        assertEquals(200, page.status(), () -> page.response().body());
        return page.body().path("jobs").size();
    }

    private void inQueue(int howMany) {
        IntStream.range(0, howMany).forEach(i -> jobs.in(JobStatus.QUEUED, client.id()));
    }

    @Test
    void a_token_is_good_for_its_client_and_its_filters_only() {
        inQueue(3);
        String token = tokenAfterOne("&status=queued&metadata.team=a");
        ClientWithKey other = clients.withEveryScope();
        ClientWithKey sameClient = clients.keyOf(client.id(), Scope.TICKETS_READ);

        String good = "?metadata.team=a&status=queued&page_token=" + token;
        assertEquals(2, jobsOn(list(good)));
        assertEquals(
                200, http.ask(TicketsClient.JOBS + good).as(sameClient).send().status());
        assertInvalid(http.ask(TicketsClient.JOBS + good).as(other).send());
        for (String otherFilters : List.of(
                "?",
                "?status=queued&",
                "?metadata.team=a&",
                "?status=queued&status=running&metadata.team=a&",
                "?status=queued&metadata.team=b&",
                "?status=queued&metadata.team=a&metadata.x=&",
                "?status=queued&metadata.team=a&created_after=2020-01-01T00:00:00Z&",
                "?status=queued&metadata.team=a&created_before=2999-01-01T00:00:00Z&",
                "?status=queued&metadata.team=a&idempotency_key=k&")) {
            assertInvalid(list(otherFilters + "page_token=" + token));
        }
    }

    @Test
    void a_token_that_was_tampered_with_is_refused() {
        inQueue(2);
        String token = tokenAfterOne("");

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertInvalid(list("?page_token=" + token.substring(0, i) + other + token.substring(i + 1)));
        }
        for (String made : List.of(
                "x",
                "AAAA",
                "%00",
                "%F0%9F%98%80",
                token.substring(1),
                token.substring(0, token.length() - 1),
                token.substring(0, 36),
                token + "A",
                token + token,
                "A".repeat(token.length()))) {
            assertInvalid(list("?page_token=" + made));
        }
        assertEquals(2, jobsOn(list("?page_token=")), "an empty one is none");
    }

    private static void assertInvalid(Answer answer) {
        assertEquals(400, answer.status());
        assertEquals("invalid_page_token", answer.code());
        assertEquals("/page_token", answer.body().at("/errors/0/pointer").asText());
    }
}
