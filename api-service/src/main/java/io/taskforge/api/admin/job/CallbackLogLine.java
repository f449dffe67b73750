package io.taskforge.api.admin.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to deliver a callback.
 *
 * @param outcome in words
 * @param statusCode of the receiver's answer, if it gave a whole one
 */
record CallbackLogLine(int number, Instant at, String outcome, Optional<Integer> statusCode, Duration took) {}
