package io.taskforge.chaos.check;

import io.taskforge.chaos.check.Snapshot.CallbackRow;
import io.taskforge.chaos.check.Snapshot.JobRow;
import io.taskforge.chaos.client.ClientLog;
import io.taskforge.chaos.client.Delivery;
import io.taskforge.chaos.client.SinkMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What receivers of callbacks must have got. */
final class CallbackInvariants {

    private static final Set<String> OPEN = Set.of("pending", "retrying");

    static final Invariant TOLD = new Invariant(
            "I7",
            "every ended job that asked for a callback was told of: once or more, always the same, and signed for its client",
            evidence -> {
                Map<UUID, List<Delivery>> deliveries = evidence.deliveriesByJob();
                return evidence.client().stream().flatMap(entry -> told(entry, evidence.database(), deliveries));
            });

    static final Invariant NOBODY_ELSE = new Invariant(
            "I7",
            "nobody is called back for a job that did not ask for it, or that has not ended",
            evidence -> evidence.deliveriesByJob().keySet().stream()
                    .filter(id -> evidence.database()
                            .job(id)
                            .filter(job -> job.terminal() && job.callback())
                            .isEmpty())
                    .map(id -> "there was a callback for job " + id
                            + ", which has not ended, asked for none, or does not exist"));

    private CallbackInvariants() {}

    private static Stream<String> told(
            ClientLog.Entry entry, Snapshot database, Map<UUID, List<Delivery>> deliveriesByJob) {
        Optional<SinkMode> receiver = Evidence.receiver(entry);
        Optional<JobRow> job = entry.job().flatMap(database::job).filter(JobRow::terminal);
        if (receiver.isEmpty() || job.isEmpty()) {
            return Stream.of();
        }
        List<Delivery> deliveries = deliveriesByJob.getOrDefault(job.get().id(), List.of());
        List<String> broken = new ArrayList<>();
        Optional<CallbackRow> row =
                Optional.ofNullable(database.callbacks().get(job.get().id()));
        if (row.isEmpty()) {
            broken.add("job " + job.get().id() + " ended and no callback was made out");
        }
        if (deliveries.isEmpty()) {
            broken.add("no callback of job " + job.get().id() + " reached its receiver");
        }
        row.filter(one -> !settledAs(one, receiver.get()))
                .ifPresent(one -> broken.add("the callback of job " + job.get().id() + " is " + one.status() + " after "
                        + one.attempts() + " attempts at a receiver that says "
                        + receiver.get().word()));
        same(deliveries, Delivery::webhookId, "webhook-id", job.get(), broken);
        same(deliveries, Delivery::bodySha256, "body", job.get(), broken);
        same(deliveries, Delivery::type, "type", job.get(), broken);
        row.ifPresent(one -> deliveries.stream()
                .filter(delivery -> !delivery.webhookId().equals(one.webhookId()))
                .findFirst()
                .ifPresent(delivery ->
                        broken.add("the callback of job " + job.get().id() + " came as " + delivery.webhookId()
                                + " and is stored as " + one.webhookId())));
        deliveries.stream()
                .filter(delivery ->
                        !delivery.type().equals("tickets.job." + job.get().status()))
                .findFirst()
                .ifPresent(delivery -> broken.add("the callback of job "
                        + job.get().id() + ", which is " + job.get().status() + ", says " + delivery.type()));
        deliveries.stream()
                .filter(delivery -> !delivery.signedFor()
                        .equals(Optional.of(entry.submission().tenant())))
                .findFirst()
                .ifPresent(delivery -> broken.add(
                        "the callback of job " + job.get().id() + " is not signed with the secret of its client"));
        return broken.stream();
    }

    private static boolean settledAs(CallbackRow row, SinkMode receiver) {
        return switch (receiver) {
            case OK, SLOW -> row.status().equals("delivered");
            case GONE -> row.status().equals("disabled");
            case FAILS, HANGS, REDIRECTS ->
                row.attempts() > 0
                        && (OPEN.contains(row.status()) || row.status().equals("failed"));
        };
    }

    private static void same(
            List<Delivery> deliveries, Function<Delivery, String> part, String name, JobRow job, List<String> broken) {
        Set<String> values = deliveries.stream().map(part).collect(Collectors.toSet());
        if (values.size() > 1) {
            broken.add("the callbacks of job " + job.id() + " differ in their " + name + ": " + values);
        }
    }
}
