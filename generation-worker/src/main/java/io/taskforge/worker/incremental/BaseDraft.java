package io.taskforge.worker.incremental;

import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.TicketsResult;

/**
 * What a job builds on.
 *
 * @param options that the base was drafted with
 */
public record BaseDraft(JobId jobId, TicketsResult result, GenerationOptions options) {}
