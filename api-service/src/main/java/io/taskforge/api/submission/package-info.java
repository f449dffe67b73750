/**
 * Taking a request in: read, check, fingerprint, store, ring; or read, check, estimate. The page to start with is
 * {@link io.taskforge.api.submission.SubmitJob}, which every door leads to, also the one for a job that is to be run once more; what a
 * request must be is {@link io.taskforge.api.submission.RequestCheck}. Uses {@code job}, {@code dispatch}, {@code callback},
 * {@code limit}, {@code client}, {@code body}, {@code database} and {@code failure}.
 */
package io.taskforge.api.submission;
