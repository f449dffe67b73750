package io.taskforge.local.key;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client may do, and how much of it, as the database has it.
 *
 * @param disabled whether none of its keys opens anything
 * @param exempt whether no limit holds for it; then the numbers say nothing
 * @param submits how often it may submit; empty for the service's default
 * @param reads how often it may ask for anything else; empty for the service's default
 * @param active jobs waiting or running at one time; empty for the service's default
 * @param daily jobs submitted on one day, by UTC; empty for no quota
 * @param models that it may name; empty for every one that the service offers
 * @param callbackHosts that it may be called back at; empty for every one that the callback rules let through
 */
public record ClientLimits(
        boolean disabled,
        boolean exempt,
        Optional<Rate> submits,
        Optional<Rate> reads,
        OptionalInt active,
        OptionalInt daily,
        Optional<List<String>> models,
        Optional<List<String>> callbackHosts) {

    /** So many at once, refilled at so many a second. */
    public record Rate(int perSecond, int burst) {}
}
