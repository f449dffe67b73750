package io.taskforge.model.job;

import java.time.Instant;

/**
 * An answer of a model as it is kept.
 *
 * @param number within the job, from 1, in the order of what became of them
 * @param attempt the run that got it
 * @param at when it was stored, within seconds of its answer
 * @param cut whether there was more of it than {@link ModelAnswers#BYTES_OF_ONE}
 */
public record KeptAnswer(int number, int attempt, Instant at, boolean cut, ModelAnswer answer) {}
