package io.taskforge.model.job;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import java.util.Optional;

/**
 * A completed job that another one builds on.
 *
 * @param options as its client asked for them
 * @param spec what it was drafted from; empty once retention has erased it, which is before the result goes
 * @param result its body, byte for byte as stored
 */
public record BaseJob(JobId id, GenerationOptions options, Optional<TicketSpec> spec, String result) {}
