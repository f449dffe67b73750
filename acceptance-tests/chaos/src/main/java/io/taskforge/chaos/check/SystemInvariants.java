package io.taskforge.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the servers must be like when nothing is left to do. */
final class SystemInvariants {

    static final Invariant NOTHING_WAITS = new Invariant(
            "I9",
            "no message waits: neither in the outbox nor in the queue, nor in anybody's hands",
            evidence -> waiting(evidence.database().outbox(), evidence.rest()));

    static final Invariant NOTHING_HELD = new Invariant(
            "I10",
            "no transaction is open, no statement runs, no connection is lost to the pools, no process is left over",
            evidence -> held(evidence.rest()));

    static final Invariant FENCED = new Invariant(
            "I5",
            "whoever says that it completed a run is whose result is stored",
            evidence -> evidence.services().stream().flatMap(log -> log.completed().stream()
                    .flatMap(line -> fenced(log.name(), line, evidence.database()))));

    static final Invariant NO_STACK_TRACES = new Invariant(
            "I10",
            "no service logs an error with a stack trace that the scenario does not expect",
            evidence -> evidence.services().stream().flatMap(log -> log.errorsWithTrace().stream()
                    .filter(line -> !evidence.expected().excuses(line))
                    .map(line -> log.name() + " logged: " + line)));

    static final Invariant NOT_HELD_TOO_LONG = new Invariant(
            "I10",
            "no worker holds a message while it runs a job: the broker took none for abandoned",
            evidence -> evidence.broker()
                    .heldTooLong()
                    .filter(line -> !evidence.expected().excuses(line))
                    .map(line -> "the broker logged: " + line));

    private SystemInvariants() {}

    private static Stream<String> waiting(int outbox, Rest rest) {
        List<String> broken = new ArrayList<>();
        if (outbox > 0) {
            broken.add(outbox + " messages still wait in the outbox");
        }
        if (rest.ready() > 0) {
            broken.add(rest.ready() + " messages still wait in the queue");
        }
        if (rest.unacknowledged() > 0) {
            broken.add(rest.unacknowledged() + " messages are still unacknowledged");
        }
        return broken.stream();
    }

    private static Stream<String> held(Rest rest) {
        List<String> broken = new ArrayList<>(rest.idleInTransaction());
        broken.addAll(rest.busy());
        broken.addAll(rest.children());
        if (rest.connections() > rest.connectionsAtMost()) {
            broken.add("the services hold " + rest.connections() + " connections to the database, their pools have "
                    + rest.connectionsAtMost());
        }
        return broken.stream();
    }

    private static Stream<String> fenced(String service, ServiceLog.Completed line, Snapshot database) {
        Optional<Snapshot.ResultRow> result =
                Optional.ofNullable(database.results().get(line.job()));
        if (result.filter(row -> row.attempt() == line.attempt()).isPresent()) {
            return Stream.of();
        }
        return Stream.of(service + " says that attempt " + line.attempt() + " completed job " + line.job()
                + ", the stored result is "
                + result.map(row -> "of attempt " + row.attempt()).orElse("none"));
    }
}
