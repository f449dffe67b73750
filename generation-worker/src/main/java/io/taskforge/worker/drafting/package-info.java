/**
 * The way of a specification to its tickets, on one page: {@link io.taskforge.worker.drafting.DraftingPipeline}.
 *
 * <pre>
 *   TicketSpec ─▶ ingest ─▶ plan ─▶ outline ─▶ expand ─▶ link ─▶ check, repair ─▶ summarise ─▶ normalise ─▶ TicketsResult
 *                 lines,    groups,  titles     bodies    needs   limits, twins,   risks,        ids, order,
 *                 statements epics                                 one more try     questions     coverage
 * </pre>
 *
 * <p>A job that builds on an earlier one reuses what still stands of it ({@code worker.incremental}): only the rest is planned and
 * drafted, and both are joined before they are repaired and numbered.
 *
 * <p>The engine writes words; ids, order, direction of dependencies and limits are given here. May use every other package of drafting
 * but no engine: {@code worker.rules} and {@code worker.model} are handed in.
 */
package io.taskforge.worker.drafting;
