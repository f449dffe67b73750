package io.taskforge.chaos.check;

import io.taskforge.chaos.client.ClientLog;
import io.taskforge.chaos.client.Delivery;
import io.taskforge.chaos.client.SinkMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that is known of a run once it is over.
 *
 * @param services their logs
 * @param broker the broker's own log; empty for a broker without one
 */
public record Evidence(
        Snapshot database,
        List<ClientLog.Entry> client,
        List<Delivery> deliveries,
        List<ModelCall> model,
        List<ServiceLog> services,
        ServiceLog broker,
        Rest rest,
        Expectations expected) {

    /** Questions to the model by the job that they are about; those of jobs that no client knows are left out. */
    Map<UUID, List<ModelCall>> callsByJob() {
        Map<Integer, UUID> known = new LinkedHashMap<>();
        client.forEach(entry ->
                entry.job().ifPresent(job -> known.put(entry.submission().number(), job)));
        Map<UUID, List<ModelCall>> calls = new LinkedHashMap<>();
        model.forEach(call -> Optional.ofNullable(known.get(call.submission()))
                .ifPresent(job ->
                        calls.computeIfAbsent(job, id -> new ArrayList<>()).add(call)));
        return calls;
    }

    Map<UUID, List<Delivery>> deliveriesByJob() {
        Map<UUID, List<Delivery>> byJob = new LinkedHashMap<>();
        deliveries.forEach(
                delivery -> delivery.job().ifPresent(job -> byJob.computeIfAbsent(job, id -> new ArrayList<>())
                        .add(delivery)));
        return byJob;
    }

    /** How the receiver is that a submission named. */
    static Optional<SinkMode> receiver(ClientLog.Entry entry) {
        return entry.submission().callback().map(url -> {
            for (SinkMode mode : SinkMode.values()) {
                if (url.contains("/" + mode.word() + "/")) {
                    return mode;
                }
            }
            return SinkMode.OK;
        });
    }
}
