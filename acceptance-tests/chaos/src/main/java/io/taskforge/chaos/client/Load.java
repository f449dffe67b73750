package io.taskforge.chaos.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Clients that behave: each submission has a key of its own, and is repeated under it until it is acknowledged, whatever happens in
 * between. What they did and were told stands in the {@link ClientLog}.
 */
public final class Load implements AutoCloseable {

    private static final String JOBS = "/tickets/v1/jobs";
    private static final int ACCEPTED = 202;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private static final int SUBMITTERS = 8;

    private final Wire wire;
    private final ClientLog log = new ClientLog();
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile IntFunction<Optional<String>> callbacks;

    /**
     * @param keys one a tenant
     * @param callbacks the callback URL of the submission with that number, if it is to have one
     */
    public Load(List<URI> apis, List<String> keys, IntFunction<Optional<String>> callbacks) {
        this.wire = new Wire(apis, keys, PATIENCE);
        this.callbacks = callbacks;
    }

    public ClientLog log() {
        return log;
    }

    /** From now on submissions ask for these callbacks, by their number. */
    public void callingBack(IntFunction<Optional<String>> urls) {
        callbacks = urls;
    }

    /** The next one, not yet submitted. The tenants take turns. */
    public Submission next() {
        int number = numbers.incrementAndGet();
        return new Submission(number, number % wire.tenants(), "chaos-" + UUID.randomUUID(), callbacks.apply(number));
    }

    /** Submits that many more and returns when all of them are acknowledged or refused. */
    public List<Submission> submit(int jobs) {
        return submitting(jobs, Duration.ZERO).join();
    }

    /**
     * Submits that many more, spread over the time, by a few clients at once.
     *
     * @return done when all of them are acknowledged or refused, or this was closed
     */
    public CompletableFuture<List<Submission>> submitting(int jobs, Duration over) {
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            submissions.add(next());
        }
        AtomicInteger taken = new AtomicInteger();
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> submitters = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            submitters.add(inBackground(() -> {
                for (int n = taken.getAndIncrement(); n < jobs; n = taken.getAndIncrement()) {
                    long due = begun + over.toNanos() / jobs * n;
                    if (pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())))) {
                        return;
                    }
                    submit(submissions.get(n));
                }
            }));
        }
        return CompletableFuture.allOf(submitters.toArray(CompletableFuture[]::new))
                .thenApply(done -> submissions);
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static CompletableFuture<Void> inBackground(Step step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().name("client").start(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** Until it is acknowledged, refused, or this was closed; the job, when it was acknowledged. */
    public Optional<UUID> submit(Submission submission) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            switch (once(submission, submission.body())) {
                case Answer.Received received
                when received.status() == ACCEPTED -> {
                    return job(received);
                }
                case Answer.Received received
                when !received.worthRepeating() -> {
                    return Optional.empty();
                }
                case Answer.Received received ->
                    pause = received.retryAfter()
                            .filter(asked -> asked.compareTo(LONGEST_PAUSE) < 0)
                            .orElse(pause);
                case Answer.Lost lost -> {}
            }
            if (pause(jittered(pause))) {
                return Optional.empty();
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    /** One attempt, as it went; written down. */
    public Answer once(Submission submission, String body) throws InterruptedException {
        log.attempted(submission);
        Answer answer = wire.post(submission.tenant(), JOBS, body);
        switch (answer) {
            case Answer.Received received
            when received.status() == ACCEPTED ->
                job(received)
                        .ifPresent(job -> log.acknowledged(
                                submission, new ClientLog.Acknowledgement(job, received.replayed(), clock.instant())));
            // After such an answer the request may have been carried out as well.
            case Answer.Received received when received.worthRepeating() -> log.unknown(submission);
            case Answer.Received received ->
                log.refused(
                        submission,
                        new ClientLog.Refusal(
                                received.status(), received.json().path("code").asText()));
            case Answer.Lost lost -> log.unknown(submission);
        }
        return answer;
    }

    /** Asks for the job to be cancelled, until that is answered; written down. */
    public Optional<Answer.Received> cancel(Submission submission, UUID job) throws InterruptedException {
        var asked = clock.instant();
        Optional<Answer.Received> answer = insist(() -> wire.delete(submission.tenant(), JOBS + "/" + job));
        answer.ifPresent(got -> log.cancelled(submission, new ClientLog.Cancel(got.status(), asked, clock.instant())));
        return answer;
    }

    /** One look at the job by its own client. */
    public Answer status(Submission submission, UUID job) throws InterruptedException {
        return wire.get(submission.tenant(), JOBS + "/" + job);
    }

    /** One look at the newest jobs of a tenant. */
    public Answer list(int tenant, int pageSize) throws InterruptedException {
        return wire.get(tenant, JOBS + "?page_size=" + pageSize);
    }

    /** Asks the service for every job as its own client, as the other one, and for its result; written down. */
    public void readBack(List<ClientLog.Entry> entries) throws InterruptedException {
        for (ClientLog.Entry entry : entries) {
            Optional<UUID> job = entry.job();
            if (job.isPresent()) {
                log.read(entry.submission(), read(entry.submission(), job.get()));
            }
        }
    }

    private ClientLog.Read read(Submission submission, UUID job) throws InterruptedException {
        String path = JOBS + "/" + job;
        int other = (submission.tenant() + 1) % wire.tenants();
        String own = insist(() -> wire.get(submission.tenant(), path))
                .map(Load::shown)
                .orElse("no answer");
        int foreign = code(insist(() -> wire.get(other, path)));
        int result = code(insist(() -> wire.get(submission.tenant(), path + "/result")));
        return new ClientLog.Read(own, foreign, result);
    }

    private static int code(Optional<Answer.Received> answer) {
        return answer.map(Answer.Received::status).orElse(0);
    }

    private static String shown(Answer.Received answer) {
        JsonNode status = answer.json().path("status");
        return answer.status() == 200 ? status.asText() : "http " + answer.status();
    }

    private interface Question {
        Answer ask() throws InterruptedException;
    }

    /** Empty only when this was closed. */
    private Optional<Answer.Received> insist(Question question) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            if (question.ask() instanceof Answer.Received received && !received.worthRepeating()) {
                return Optional.of(received);
            }
            if (pause(jittered(pause))) {
                return Optional.empty();
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private static Optional<UUID> job(Answer.Received accepted) {
        return Optional.ofNullable(accepted.json().path("job_id").textValue()).map(UUID::fromString);
    }

    private static Duration jittered(Duration pause) {
        return Duration.ofNanos(
                (long) (pause.toNanos() * (0.5 + ThreadLocalRandom.current().nextDouble())));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** @return whether this was closed meanwhile */
    private boolean pause(Duration duration) throws InterruptedException {
        return closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets go of whatever is still being repeated. */
    @Override
    public void close() {
        closed.countDown();
        wire.close();
    }
}
