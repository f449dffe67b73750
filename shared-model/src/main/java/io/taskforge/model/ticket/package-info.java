/**
 * Ticket drafts as a client reads them: the canonical result, its parts, and the Ticket Rules that no result may break.
 *
 * <p>Wire names and limits come from the schema {@code tickets.result.v1.json}; the types here are the only Java shape of it. May
 * use {@code model.job} for the job's identity and nothing else of ours.
 */
package io.taskforge.model.ticket;
