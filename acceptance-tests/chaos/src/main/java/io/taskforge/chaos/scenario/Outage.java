package io.taskforge.chaos.scenario;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * One way in which something is away for a while.
 *
 * @param <N> what it is
 * @param id of the scenario, and {@code title}: as {@link Scenario} has them
 * @param length at full length
 */
record Outage<N>(String id, String title, Duration length, Consumer<N> goes, Consumer<N> returns) {}
