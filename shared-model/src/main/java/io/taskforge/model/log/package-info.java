/**
 * What every line of a log has, in both services: the ids by which the lines of one request, job or trace are found
 * ({@link io.taskforge.model.log.LineIds}), and no secrets ({@link io.taskforge.model.log.Secrets}). Uses {@code job} and {@code trace}.
 */
package io.taskforge.model.log;
