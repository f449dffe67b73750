package io.taskforge.model.job;

import io.taskforge.model.spec.TicketSpec;
import java.util.Optional;

/**
 * A job and what it is drafted from.
 *
 * @param spec empty once retention has erased it
 * @param base the job that it builds on
 */
public record JobInput(Job job, Optional<TicketSpec> spec, Optional<JobId> base) {}
