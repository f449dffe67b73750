/**
 * What a request may fail with, and how that looks on the wire: the only place that knows the status codes of errors.
 *
 * <p>Everything else throws a {@link io.taskforge.api.failure.RequestFailure} with a {@link io.taskforge.api.failure.FailureCode};
 * one class per protocol turns it, and whatever else escapes, into what is sent: {@link io.taskforge.api.failure.ProblemResponses} into
 * {@code application/problem+json} (RFC 9457), {@link io.taskforge.api.failure.TokenRefusals} into what OAuth knows (RFC 6749), {@link io.taskforge.api.failure.CallStatuses} into {@code google.rpc.Status}.
 * May use {@code time}, and nothing else of the api.
 */
package io.taskforge.api.failure;
