package io.taskforge.chaos.check;

import io.taskforge.chaos.check.Snapshot.JobRow;
import io.taskforge.chaos.client.ClientLog;
import io.taskforge.chaos.client.ClientLog.Acknowledgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients were told must be so. */
final class ClientInvariants {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    static final Invariant ACKNOWLEDGED = new Invariant(
            "I1",
            "every acknowledged job exists, under the key and for the client that it was acknowledged to",
            evidence -> evidence.client().stream().flatMap(entry -> exists(entry, evidence.database())));

    static final Invariant READ_BACK = new Invariant(
            "I1",
            "a client reads of its job what the database says, and the result of what completed",
            evidence -> evidence.client().stream().flatMap(entry -> readBack(entry, evidence.database())));

    static final Invariant REFUSALS = new Invariant(
            "I1", "no submission is refused that is as the contract wants it", evidence -> evidence.client().stream()
                    .flatMap(entry -> entry.refusals().stream()
                            .filter(refusal -> !evidence.expected().refuses(refusal.status()))
                            .map(refusal -> "key " + entry.submission().key() + " was refused with " + refusal.status()
                                    + " " + refusal.code())));

    static final Invariant ONE_JOB_A_KEY = new Invariant(
            "I8",
            "the same key is the same job, in every answer and in the database",
            evidence -> Stream.concat(
                    evidence.client().stream().flatMap(ClientInvariants::oneJob), keys(evidence.database())));

    static final Invariant TENANTS = new Invariant(
            "I11",
            "no client sees another's job, or is told another's id",
            evidence -> Stream.concat(
                    evidence.client().stream().flatMap(entry -> entry.read().stream()
                            .filter(read -> read.foreign() != NOT_FOUND)
                            .map(read -> "another client's key got " + read.foreign() + " for job "
                                    + entry.job().map(UUID::toString).orElse("?"))),
                    sharedIds(evidence)));

    private ClientInvariants() {}

    private static Stream<String> exists(ClientLog.Entry entry, Snapshot database) {
        return entry.acknowledgements().stream()
                .map(Acknowledgement::job)
                .distinct()
                .flatMap(id -> {
                    Optional<JobRow> job = database.job(id);
                    if (job.isEmpty()) {
                        return Stream.of("job " + id + " was acknowledged to key "
                                + entry.submission().key() + " and does not exist");
                    }
                    return job.get().key().equals(entry.submission().key())
                            ? Stream.of()
                            : Stream.of("job " + id + " was acknowledged to key "
                                    + entry.submission().key() + " and is that of key "
                                    + job.get().key());
                });
    }

    private static Stream<String> readBack(ClientLog.Entry entry, Snapshot database) {
        Optional<JobRow> job = entry.job().flatMap(database::job);
        if (job.isEmpty() || entry.read().isEmpty()) {
            return Stream.of();
        }
        List<String> broken = new ArrayList<>();
        ClientLog.Read read = entry.read().get();
        if (!read.own().equals(job.get().status())) {
            broken.add("the client reads " + read.own() + " for job "
                    + job.get().id() + ", which is " + job.get().status());
        }
        boolean completed = job.get().status().equals("completed");
        if (completed != (read.result() == OK)) {
            broken.add("asked for the result of job " + job.get().id() + ", which is "
                    + job.get().status() + ", the service answers " + read.result());
        }
        return broken.stream();
    }

    private static Stream<String> oneJob(ClientLog.Entry entry) {
        Set<UUID> ids =
                entry.acknowledgements().stream().map(Acknowledgement::job).collect(Collectors.toSet());
        return ids.size() <= 1
                ? Stream.of()
                : Stream.of("key " + entry.submission().key() + " was told " + ids.size() + " jobs: " + ids);
    }

    private static Stream<String> keys(Snapshot database) {
        Map<String, UUID> first = new HashMap<>();
        return database.jobs().values().stream().flatMap(job -> {
            UUID before = first.putIfAbsent(job.client() + " " + job.key(), job.id());
            return before == null
                    ? Stream.of()
                    : Stream.of("key " + job.key() + " has the jobs " + before + " and " + job.id());
        });
    }

    /** Clients are told apart by their jobs: which of the database's is a tenant follows from the first that it was told. */
    private static Stream<String> sharedIds(Evidence evidence) {
        Map<Integer, Set<UUID>> clients = new LinkedHashMap<>();
        evidence.client().forEach(entry -> entry.acknowledgements().stream()
                .flatMap(told -> evidence.database().job(told.job()).stream())
                .forEach(job -> clients.computeIfAbsent(entry.submission().tenant(), tenant -> new HashSet<>())
                        .add(job.client())));
        Map<UUID, Integer> owners = new HashMap<>();
        return clients.entrySet().stream().flatMap(tenant -> tenant.getValue().stream()
                .filter(client -> !owners.computeIfAbsent(client, unseen -> tenant.getKey())
                        .equals(tenant.getKey()))
                .map(client -> "tenants " + owners.get(client) + " and " + tenant.getKey()
                        + " were both told jobs of client " + client));
    }
}
