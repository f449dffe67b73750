/**
 * Taking a request in: read, check, fingerprint, store, ring. The page to start with is
 * {@link io.taskforge.api.submission.SubmitJob}, which every door leads to; what a request must be is {@link io.taskforge.api.submission.RequestCheck}.
 * Uses {@code job}, {@code dispatch}, {@code callback}, {@code client}, {@code database} and {@code failure}.
 */
package io.taskforge.api.submission;
