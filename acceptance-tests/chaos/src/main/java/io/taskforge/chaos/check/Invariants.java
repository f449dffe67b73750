package io.taskforge.chaos.check;

import java.util.List;

/** All of them. */
public final class Invariants {

    public static final List<Invariant> ALL = List.of(
            ClientInvariants.ACKNOWLEDGED,
            ClientInvariants.READ_BACK,
            ClientInvariants.REFUSALS,
            JobInvariants.ENDED,
            JobInvariants.RESULTS,
            JobInvariants.EVENTS,
            JobInvariants.LEASES,
            ModelInvariants.STRAY_CALLS,
            SystemInvariants.FENCED,
            ModelInvariants.USAGE,
            CallbackInvariants.TOLD,
            CallbackInvariants.NOBODY_ELSE,
            ClientInvariants.ONE_JOB_A_KEY,
            SystemInvariants.NOTHING_WAITS,
            SystemInvariants.NOTHING_HELD,
            SystemInvariants.NO_STACK_TRACES,
            SystemInvariants.NOT_HELD_TOO_LONG,
            ClientInvariants.TENANTS);

    private Invariants() {}

    /** Every violation of every invariant, in the order of the list. */
    public static List<Violation> violations(Evidence evidence) {
        return ALL.stream()
                .flatMap(invariant -> invariant.violations(evidence).stream())
                .toList();
    }
}
