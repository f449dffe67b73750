package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.client.Answer;
import io.taskforge.chaos.client.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A client submits the same thing fifty times at once, and something else under the same key fifty times at once. */
public final class SameKeyAtOnce implements Scenario {

    private static final int AT_ONCE = 50;
    private static final int JOBS_A_ROUND = 30;

    private static final int ACCEPTED = 202;
    private static final int REUSED = 422;

    @Override
    public String id() {
        return "C14";
    }

    @Override
    public String title() {
        return "the same key, fifty times at once";
    }

    @Override
    public void run(Run run) throws Exception {
        run.expected().refusing(REUSED);
        int rounds = Math.max(2, run.jobs() / JOBS_A_ROUND);
        List<String> broken = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rounds; i++) {
                Submission submission = run.load().next();
                String key = submission.key();
                List<Answer.Received> same = atOnce(clients, run, submission, submission.body());
                expect(broken, key, "new jobs", 1, count(same, ACCEPTED, false));
                expect(broken, key, "replays", AT_ONCE - 1, count(same, ACCEPTED, true));
                List<Answer.Received> other =
                        atOnce(clients, run, submission, submission.body("- The ledger must be printed.\n"));
                expect(broken, key, "refusals of another body", AT_ONCE, count(other, REUSED, false));
                race(clients, run, broken);
            }
        }
        run.load().submit(Math.max(0, run.jobs() - run.load().log().entries().size()));
        run.afterwards(evidence ->
                broken.stream().map(words -> new Violation("C14", words)).toList());
    }

    /** Both bodies at once under a new key: whichever comes first owns it, and the other is refused each time. */
    private static void race(ExecutorService clients, Run run, List<String> broken) throws Exception {
        Submission submission = run.load().next();
        Callable<List<Answer.Received>> one = () -> atOnce(clients, run, submission, submission.body());
        Callable<List<Answer.Received>> other =
                () -> atOnce(clients, run, submission, submission.body("- The ledger must be printed.\n"));
        Future<List<Answer.Received>> first = clients.submit(one);
        Future<List<Answer.Received>> second = clients.submit(other);
        List<Answer.Received> all = new ArrayList<>(first.get());
        all.addAll(second.get());
        expect(broken, submission.key(), "new jobs of two bodies", 1, count(all, ACCEPTED, false));
        expect(broken, submission.key(), "replays of the first body", AT_ONCE - 1, count(all, ACCEPTED, true));
        expect(broken, submission.key(), "refusals of the second body", AT_ONCE, count(all, REUSED, false));
    }

    private static List<Answer.Received> atOnce(ExecutorService clients, Run run, Submission submission, String body)
            throws Exception {
        List<Callable<Answer>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            all.add(() -> run.load().once(submission, body));
        }
        List<Answer.Received> answers = new ArrayList<>();
        for (Future<Answer> answer : clients.invokeAll(all)) {
            if (answer.get() instanceof Answer.Received received) {
                answers.add(received);
            }
        }
        return answers;
    }

    private static long count(List<Answer.Received> answers, int status, boolean replayed) {
        return answers.stream()
                .filter(answer -> answer.status() == status && answer.replayed() == replayed)
                .count();
    }

    private static void expect(List<String> broken, String key, String what, long wanted, long got) {
        if (wanted != got) {
            broken.add("key " + key + ": " + got + " " + what + " instead of " + wanted);
        }
    }
}
