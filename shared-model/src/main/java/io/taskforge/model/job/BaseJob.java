package io.taskforge.model.job;

import io.taskforge.model.spec.GenerationOptions;

/**
 * A completed job that another one builds on.
 *
 * @param options as its client asked for them
 * @param result its body, byte for byte as stored
 */
public record BaseJob(JobId id, GenerationOptions options, String result) {}
