package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Evidence;
import io.taskforge.chaos.check.Spread;
import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.client.Answer;
import io.taskforge.chaos.client.ClientLog;
import io.taskforge.chaos.client.Submission;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Clients cancel at any moment, also in the very one in which the job completes; and in the middle of a long call to the model. */
public final class CancelledAnywhere implements Scenario {

    private static final String MODEL = "late:200";

    /** Long calls that are cancelled, to see how soon the model's server is let go. */
    private static final int LONG_CALLS = 20;

    private static final int SHORT_LONG_CALLS = 5;

    private static final Duration REACHES = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CANCELLERS = 8;

    @Override
    public String id() {
        return "C12";
    }

    @Override
    public String title() {
        return "cancelled at any moment";
    }

    @Override
    public void run(Run run) throws Exception {
        run.expected().cancelling();
        duringLongCalls(run);
        run.world().model().always(Behaviour.parse(MODEL));
        AtomicInteger left = new AtomicInteger(
                Math.max(CANCELLERS, run.jobs() - run.load().log().entries().size()));
        try (ExecutorService cancellers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < CANCELLERS; i++) {
                Random own = new Random(run.random().nextLong());
                done.add(cancellers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        cancelOne(run, own);
                    }
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        run.afterwards(evidence -> {
            tell(run, evidence);
            return judge(evidence);
        });
    }

    /** Submits and cancels after a while: often while the job waits, often while it runs, and now and then as it ends. */
    private static void cancelOne(Run run, Random random) throws Exception {
        Submission submission = run.load().next();
        Optional<UUID> job = run.load().submit(submission);
        if (job.isEmpty()) {
            return;
        }
        if (random.nextBoolean()) {
            Waiting.rest(Duration.ofMillis(random.nextInt(3_000)));
        } else {
            // As it ends: when most of it is done.
            Waiting.comes(() -> nearlyDone(run, submission, job.get()), Duration.ofSeconds(15));
        }
        run.load().cancel(submission, job.get());
    }

    private static boolean nearlyDone(Run run, Submission submission, UUID job) throws InterruptedException {
        return run.load().status(submission, job) instanceof Answer.Received received
                && (received.json().path("terminal").asBoolean()
                        || received.json().at("/progress/percent").asInt() >= 80);
    }

    private void duringLongCalls(Run run) throws Exception {
        run.world().model().always(Behaviour.parse("hold:120"));
        List<Duration> reached = new ArrayList<>();
        int calls = run.isShort() ? SHORT_LONG_CALLS : LONG_CALLS;
        for (int i = 0; i < calls; i++) {
            Submission submission = run.load().next();
            UUID job = run.load().submit(submission).orElseThrow();
            Waiting.until("the model is asked for " + submission.marker(), PATIENCE, () -> !open(run, submission)
                    .isEmpty());
            Instant asked = run.now();
            run.load().cancel(submission, job);
            Waiting.until("the model is let go by " + submission.marker(), PATIENCE, () -> open(run, submission)
                    .isEmpty());
            calls(run, submission)
                    .flatMap(call -> call.endedAt().stream())
                    .max(Instant::compareTo)
                    .ifPresent(ended -> reached.add(Duration.between(asked, ended)));
        }
        Spread spread = Spread.of(reached).orElseThrow();
        run.figure("a cancel reaches a running call, p50", spread.p50());
        run.figure("a cancel reaches a running call, longest", spread.max(), REACHES);
    }

    private static Stream<RecordedRequest> calls(Run run, Submission submission) {
        return run.world().model().chats().stream().filter(call -> Submission.numberIn(call.body())
                .filter(number -> number == submission.number())
                .isPresent());
    }

    private static List<RecordedRequest> open(Run run, Submission submission) {
        return calls(run, submission)
                .filter(call -> call.end() == RecordedRequest.End.WAITING)
                .toList();
    }

    private static void tell(Run run, Evidence evidence) {
        Map<Integer, Long> answers = evidence.client().stream()
                .flatMap(entry -> entry.cancels().stream())
                .collect(Collectors.groupingBy(ClientLog.Cancel::status, TreeMap::new, Collectors.counting()));
        run.note("cancels by their answer: " + answers + " (200 while it waited, 202 while it ran, 409 too late)");
    }

    static List<Violation> judge(Evidence evidence) {
        return evidence.client().stream()
                .flatMap(entry -> entry.cancels().stream().flatMap(cancel -> judge(entry, cancel, evidence)))
                .map(words -> new Violation("C12", words))
                .toList();
    }

    /** What the answer promised is what becomes of the job. */
    private static Stream<String> judge(ClientLog.Entry entry, ClientLog.Cancel cancel, Evidence evidence) {
        String status = entry.job()
                .flatMap(evidence.database()::job)
                .map(job -> job.status())
                .orElse("gone");
        boolean promised = cancel.status() == 200 || cancel.status() == 202;
        boolean kept = promised ? status.equals("cancelled") : cancel.status() == 409 && !status.equals("cancelled");
        return kept
                ? Stream.of()
                : Stream.of(
                        "the cancel of job " + entry.job().map(UUID::toString).orElse("?") + " was answered "
                                + cancel.status() + ", and the job is " + status);
    }
}
