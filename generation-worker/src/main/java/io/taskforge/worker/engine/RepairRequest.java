package io.taskforge.worker.engine;

import java.util.List;
import java.util.function.Function;

/**
 * Asks for a better body of a ticket whose body breaks rules.
 *
 * @param ticket as it was asked for at first
 * @param body the one that breaks them
 * @param faults codes of the rules that a body of this ticket breaks; empty for a sound one
 */
public record RepairRequest(ExpandRequest ticket, TicketBody body, Function<TicketBody, List<String>> faults) {}
