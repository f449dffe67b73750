package io.taskforge.model.job;

import java.util.OptionalInt;

/**
 * How many jobs a client may have.
 *
 * @param active waiting or running at one time
 * @param daily submitted on one day, by UTC
 */
public record JobLimits(OptionalInt active, OptionalInt daily) {

    public static final JobLimits NONE = new JobLimits(OptionalInt.empty(), OptionalInt.empty());
}
