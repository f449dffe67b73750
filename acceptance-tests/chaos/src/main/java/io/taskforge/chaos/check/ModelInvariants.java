package io.taskforge.chaos.check;

import io.taskforge.chaos.check.Snapshot.ResultRow;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What the model's server must have seen. */
final class ModelInvariants {

    static final Invariant STRAY_CALLS = new Invariant(
            "I5",
            "whoever lost a lease stops asking the model within a lease and a heartbeat",
            evidence -> evidence.callsByJob().entrySet().stream()
                    .flatMap(calls -> stray(calls.getKey(), calls.getValue(), evidence.database())));

    /** Until there is a ledger of what clients are charged, the result's own account is what a client sees. */
    static final Invariant USAGE = new Invariant(
            "I6",
            "a result counts no more calls than reached the model for its job",
            evidence -> evidence.database().results().values().stream()
                    .filter(result -> !ofOthers(result.job(), evidence))
                    .flatMap(result -> usage(result, evidence)));

    private ModelInvariants() {}

    private static Stream<String> stray(UUID job, List<ModelCall> calls, Snapshot database) {
        List<Leases.Interval> intervals = Leases.of(database.eventsOf(job));
        return calls.stream()
                .filter(call -> Leases.stray(call, intervals).compareTo(Expectations.STRAY) > 0)
                .map(call -> "a call for job " + job + " that began at " + call.at() + " went on for "
                        + Leases.stray(call, intervals).toSeconds() + " s without a lease");
    }

    /** Which calls are for their jobs cannot be seen: nothing in them says so. */
    private static boolean ofOthers(UUID job, Evidence evidence) {
        return evidence.database()
                .job(job)
                .filter(row -> evidence.expected().ofOthers(row.key()))
                .isPresent();
    }

    private static Stream<String> usage(ResultRow result, Evidence evidence) {
        int calls = evidence.callsByJob().getOrDefault(result.job(), List.of()).size();
        return result.modelCalls() <= calls
                ? Stream.of()
                : Stream.of("the result of job " + result.job() + " counts " + result.modelCalls()
                        + " calls to the model, which got " + calls + " for it");
    }
}
