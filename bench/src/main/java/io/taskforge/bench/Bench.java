package io.taskforge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.bench.drafting.DraftingBench;
import io.taskforge.bench.startup.StartupBench;
import io.taskforge.tickets.v1.GetJobRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code ./taskforge bench}: measures the drafting in this process, then starts the product twice on one PostgreSQL and one broker, once with a thousand jobs and once with a
 * million, asks both the same, round by round in turn, and prints medians and ratios.
 */
public final class Bench implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final int FEW = 1_000;

    /** That are asked after: more than are asked after at one moment. */
    private static final int SOME = 200;

    private static final int FRAME_HEADER = 5;

    /** Rounds until the compiler has seen what matters, each no shorter than that. */
    private static final int WARM_UPS = 3;

    private static final Duration WARM_UP = Duration.ofSeconds(8);

    /** As many as a list's page has unless asked otherwise. */
    static final int PAGE_SIZE = 20;

    static final int DEEP_PAGE = 1_000;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private static final String JOBS = "/tickets/v1/jobs";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchOptions options;
    private final Product few;
    private final Product many;
    private final Optional<PgBench> pgbench;
    private final HttpLoad restFew;
    private final HttpLoad restMany;
    private final HttpLoad grpc;
    private final Rings rings;

    /** Each measure takes. */
    private Duration howLong;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Bench(Path home, BenchOptions options) {
        this.options = options;
        few = Product.start(home, Map.of());
        many = Product.start(
                home,
                Map.of(
                        "TASKFORGE_DATABASE_URL",
                        Databases.create(few.database(), "large").toString(),
                        "TASKFORGE_AMQP_URL",
                        few.brokerUrl()));
        pgbench = PgBench.on(few.database());
        rings = new Rings(few.brokerUrl());
        restFew = HttpLoad.connections("127.0.0.1", few.http().getPort(), AT_ONCE);
        restMany = HttpLoad.connections("127.0.0.1", many.http().getPort(), AT_ONCE);
        grpc = HttpLoad.streams("127.0.0.1", few.grpc().getPort(), AT_ONCE);
    }

    /** @param arguments as {@link BenchOptions#USAGE} says */
    public static void main(String[] arguments) {
        BenchOptions options = BenchOptions.parse(arguments);
        new DraftingBench(System.out).run(options.drafting());
        Path home = Path.of(System.getProperty("taskforge.home", "."));
        if (options.pages()) {
            new AdminPages(System.out).run(home);
        }
        if (options.startup()) {
            startup(home, options.rounds());
        }
        if (options.only().isEmpty()) {
            return;
        }
        try (Bench bench = new Bench(home, options)) {
            bench.run();
        }
    }

    /** On the servers of a product whose own services do not work meanwhile. */
    private static void startup(Path home, int rounds) {
        try (Product product = Product.start(home, Map.of())) {
            product.holdWorker();
            Map<String, String> servers = Map.of(
                    "TASKFORGE_DATABASE_URL",
                    product.database().toString(),
                    "TASKFORGE_AMQP_URL",
                    product.brokerUrl(),
                    "TASKFORGE_KEY_PEPPER",
                    "0f".repeat(32),
                    "TASKFORGE_ENVIRONMENT",
                    "development",
                    "TASKFORGE_ENGINE",
                    "rules");
            new StartupBench(System.out, home, servers, rounds).run();
        }
    }

    private void run() {
        Map<String, Long> idle = few.residentMemory();
        few.holdWorker();
        many.holdWorker();
        say("filling the large database with " + options.jobs() + " jobs …");
        Databases.refill(many.database(), options.jobs());
        Databases.refill(few.database(), FEW);
        Map<Measure, Supplier<Throughput>> measures = measures();
        measures.keySet().retainAll(options.only());
        say("warming up …");
        howLong = options.howLong().compareTo(WARM_UP) < 0 ? WARM_UP : options.howLong();
        Rounds warming = new Rounds();
        for (int time = 0; time < WARM_UPS; time++) {
            measures.forEach((measure, taken) -> warming.add(measure, taken.get()));
        }
        howLong = options.howLong();
        Rounds rounds = new Rounds();
        for (int round = 1; round <= options.rounds(); round++) {
            say("round " + round + " of " + options.rounds() + " …");
            measures.forEach((measure, taken) -> rounds.add(measure, taken.get()));
        }
        rounds.print(System.out);
        System.out.println();
        System.out.println("resident memory in MiB, idle after the start: " + idle);
        System.out.println("resident memory in MiB, after the load:       " + few.residentMemory());
        if (pgbench.isEmpty()) {
            System.out.println("No pgbench on this machine (Debian: package postgresql): the first ratio is left out.");
        }
    }

    private Map<Measure, Supplier<Throughput>> measures() {
        var measures = new EnumMap<Measure, Supplier<Throughput>>(Measure.class);
        UUID client = Databases.localClient(few.database());
        pgbench.ifPresent(program -> measures.put(Measure.PGBENCH, () -> {
            Databases.refill(few.database(), FEW);
            return program.run(Submission.script(client), AT_ONCE, howLong);
        }));
        measures.put(Measure.SUBMIT, () -> {
            Databases.refill(few.database(), FEW);
            return submit(restFew, few);
        });
        measures.put(Measure.SUBMIT_MANY, () -> submit(restMany, many));
        measures.put(Measure.EMPTY, () -> {
            Databases.refill(few.database(), FEW);
            return ask(
                    restFew,
                    few,
                    HttpLoad.Question.get(List.of(new HttpLoad.Request("/ping", Map.of(), null)), NO_CONTENT));
        });
        measures.put(Measure.STATUS, this::status);
        measures.put(Measure.NOT_MODIFIED, this::notModified);
        measures.put(Measure.GET_JOB, () -> ask(grpc, few, getJob()));
        measures.put(Measure.LIST_FEW, () -> page(restFew, few, JOBS));
        measures.put(Measure.LIST_MANY, () -> page(restMany, many, JOBS));
        if (options.only().contains(Measure.LIST_DEEP)) {
            String deep = deepPage();
            measures.put(Measure.LIST_DEEP, () -> page(restMany, many, deep));
        }
        return measures;
    }

    private Throughput submit(HttpLoad load, Product asked) {
        Throughput found = ask(load, asked, Submission.question(asked.apiKey()));
        Databases.emptyOutbox(asked.database());
        rings.drop();
        return found;
    }

    private Throughput page(HttpLoad load, Product asked, String path) {
        return ask(load, asked, HttpLoad.Question.get(List.of(new HttpLoad.Request(path, key(asked), null)), OK));
    }

    private Throughput ask(HttpLoad load, Product asked, HttpLoad.Question question) {
        return CpuShare.measured(asked, few, () -> load.ask(question, howLong));
    }

    /** Of many jobs, one after the other, as many clients ask. */
    private Throughput status() {
        return ask(
                restFew,
                few,
                HttpLoad.Question.get(
                        someJobs().stream()
                                .map(id -> new HttpLoad.Request(JOBS + "/" + id, key(few), null))
                                .toList(),
                        OK));
    }

    private Throughput notModified() {
        List<HttpLoad.Request> requests = someJobs().stream()
                .map(id -> JOBS + "/" + id)
                .map(path -> new HttpLoad.Request(
                        path,
                        Map.of(
                                "Authorization",
                                "Bearer " + few.apiKey(),
                                "If-None-Match",
                                fetch(few, path).headers().firstValue("ETag").orElseThrow()),
                        null))
                .toList();
        return ask(restFew, few, HttpLoad.Question.get(requests, NOT_MODIFIED));
    }

    private HttpLoad.Question getJob() {
        Map<String, String> headers =
                Map.of("authorization", "Bearer " + few.apiKey(), "content-type", "application/grpc", "te", "trailers");
        List<HttpLoad.Request> requests = someJobs().stream()
                .map(id -> new HttpLoad.Request("/taskforge.tickets.v1.TicketsService/GetJob", headers, frame(id)))
                .toList();
        return HttpLoad.Question.inTurn(
                HttpMethod.POST,
                requests,
                // A call that failed has trailers and no message.
                answer -> answer.status() == OK && answer.body().length() > FRAME_HEADER);
    }

    /** The bytes that every gRPC client sends: a frame without compression around the message. */
    private static Buffer frame(UUID job) {
        byte[] message =
                GetJobRequest.newBuilder().setJobId(job.toString()).build().toByteArray();
        return Buffer.buffer().appendByte((byte) 0).appendInt(message.length).appendBytes(message);
    }

    private List<UUID> someJobs() {
        return Databases.newestJobs(few.database(), SOME);
    }

    private String deepPage() {
        String token = null;
        for (int page = 1; page < DEEP_PAGE; page++) {
            try {
                JsonNode found = JSON.readTree(fetch(many, page(token)).body());
                token = found.path("next_page_token").asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return page(token);
    }

    private static String page(String token) {
        return token == null ? JOBS : JOBS + "?page_token=" + token;
    }

    private HttpResponse<String> fetch(Product product, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(product.http() + path))
                            .header("Authorization", "Bearer " + product.apiKey())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> key(Product product) {
        return Map.of("Authorization", "Bearer " + product.apiKey());
    }

    private static void say(String what) {
        System.err.println(what);
    }

    @Override
    public void close() {
        restFew.close();
        restMany.close();
        grpc.close();
        many.close();
        few.close();
    }
}
