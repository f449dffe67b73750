package io.taskforge.local.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DraftFeedTest {

    private static final String END = "id: 9\nevent: job.terminal\ndata: {\"type\":\"job.terminal\"}\n\n";

    /** Each is a status and a body. */
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        String answer = answers.remove();
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), 0);
        exchange.getResponseBody().write(answer.substring(4).getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private DraftFeed feed() throws IOException {
        TicketsApi api = new TicketsApi(
                HttpClient.newHttpClient(),
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "the-key");
        return DraftFeed.open(
                api,
                new TicketsApi.Job(
                        new ObjectMapper().readTree("{\"job_id\":\"j1\",\"events_url\":\"/jobs/j1/events\"}")),
                told::add);
    }

    private static String draft(int sequence, int attempt, String title) {
        return "id: " + sequence + "\nevent: ticket.draft\ndata: {\"type\":\"ticket.draft\",\"attempt\":" + attempt
                + ",\"draft\":{\"external_id\":\"SPEC-1\",\"ticket_type\":\"story\",\"title\":\"" + title + "\"}}\n\n";
    }

    private List<String> told(int howMany) throws InterruptedException {
        String[] lines = new String[howMany];
        for (int i = 0; i < howMany; i++) {
            lines[i] = told.poll(20, TimeUnit.SECONDS);
        }
        return List.of(lines);
    }

    @Test
    void each_draft_is_a_line_that_says_when_it_is_not_the_first_of_its_ticket() throws Exception {
        answers.add("200 retry: 3000\n\n: nothing new\n\n" + draft(3, 1, "Pay") + draft(4, 1, "Pay at once")
                + draft(6, 2, "Pay") + END);

        try (DraftFeed feed = feed()) {
            assertEquals(List.of("story: Pay", "story: Pay at once (rewritten)", "story: Pay"), told(3));
            assertTrue(feed.toldAny());
        }
        assertEquals("/jobs/j1/events?after=0 Bearer the-key", requests.remove());
    }

    @Test
    void a_stream_that_breaks_goes_on_where_it_broke() throws Exception {
        answers.add("200 " + draft(3, 1, "Pay"));
        answers.add("503 {}");
        answers.add("200 " + draft(4, 1, "Print") + END);

        try (DraftFeed feed = feed()) {
            assertEquals(List.of("story: Pay", "story: Print (rewritten)"), told(2));
            assertTrue(feed.toldAny());
        }
        assertEquals(
                List.of("0", "3", "3"),
                requests.stream()
                        .map(request -> request.replaceAll(".*after=(\\d+).*", "$1"))
                        .toList());
    }

    @Test
    void titles_cannot_steer_the_terminal_and_nonsense_is_passed_over() throws Exception {
        answers.add("200 data: nonsense\n\n" + draft(3, 1, "Pay\\u001b[2J\\nnow") + END);

        try (DraftFeed feed = feed()) {
            assertEquals(List.of("story: Pay[2J now"), told(1));
            assertTrue(feed.toldAny());
        }
    }

    @Test
    void a_stream_that_is_not_to_be_had_is_done_without() throws Exception {
        answers.add("404 {}");

        try (DraftFeed feed = feed()) {
            assertTrue(requests.poll(20, TimeUnit.SECONDS).contains("j1"));
            assertFalse(feed.toldAny());
        }
    }
}
