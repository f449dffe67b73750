package io.taskforge.worker.incremental;

import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.TicketsResult;
import java.util.Optional;

/**
 * What a job builds on.
 *
 * @param options that the base was drafted with
 * @param spec what it was drafted from; empty when that is no longer kept
 */
public record BaseDraft(JobId jobId, TicketsResult result, GenerationOptions options, Optional<TicketSpec> spec) {}
