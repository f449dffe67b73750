package io.taskforge.chaos.check;

import io.taskforge.chaos.client.ClientLog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What went in against what came out, as queues are judged: nothing that was acknowledged may be lost, and nothing may come out that
 * nobody put in.
 *
 * @param attempted keys that a client submitted
 * @param acknowledged of these, those that were answered with a job
 * @param lost acknowledged and not there, or not ended, or completed without a result
 * @param unexpected jobs in the database under keys that nobody submitted
 * @param duplicated keys with more than one job
 * @param recovered jobs that are there although their first answer never arrived, acknowledged later or not at all
 * @param repeatedRuns runs of jobs beyond the first of each
 * @param repeatedDeliveries callbacks that reached their receiver beyond the first of each job
 */
public record Accounting(
        int attempted,
        int acknowledged,
        int lost,
        int unexpected,
        int duplicated,
        int recovered,
        int repeatedRuns,
        int repeatedDeliveries) {

    public static Accounting of(Evidence evidence) {
        Snapshot database = evidence.database();
        Set<String> stored = new HashSet<>();
        database.jobs().values().forEach(job -> stored.add(job.key()));
        Set<String> attempted = new HashSet<>();
        evidence.client().forEach(entry -> attempted.add(entry.submission().key()));
        return new Accounting(
                evidence.client().size(),
                count(evidence.client(), entry -> entry.job().isPresent()),
                count(
                        evidence.client(),
                        entry -> entry.job().isPresent() && lost(entry.job().get(), database)),
                (int) database.jobs().values().stream()
                        .filter(job -> !attempted.contains(job.key())
                                && !evidence.expected().ofOthers(job.key()))
                        .count(),
                database.jobs().size()
                        - stored.size()
                        + count(
                                evidence.client(),
                                entry -> entry.acknowledgements().stream()
                                                .map(ClientLog.Acknowledgement::job)
                                                .distinct()
                                                .count()
                                        > 1),
                count(
                        evidence.client(),
                        entry -> entry.recovered()
                                || (entry.job().isEmpty()
                                        && stored.contains(entry.submission().key()))),
                database.jobs().values().stream()
                        .mapToInt(job -> Math.max(0, job.attempt() - 1))
                        .sum(),
                evidence.deliveriesByJob().values().stream()
                        .mapToInt(deliveries -> deliveries.size() - 1)
                        .sum());
    }

    /** Whether it is as it must be. */
    public boolean balanced() {
        return lost == 0 && unexpected == 0 && duplicated == 0;
    }

    private static boolean lost(UUID id, Snapshot database) {
        return database.job(id)
                .filter(job -> job.terminal()
                        && (!job.status().equals("completed")
                                || database.results().containsKey(id)))
                .isEmpty();
    }

    private interface Such {
        boolean test(ClientLog.Entry entry);
    }

    private static int count(List<ClientLog.Entry> entries, Such such) {
        return (int) entries.stream().filter(such::test).count();
    }
}
