/**
 * Telling a client that its job has ended. Where it may be told is {@link io.taskforge.api.callback.CallbackPolicy}'s to say, asked when
 * the job is submitted and again before each attempt; {@link io.taskforge.api.callback.CallbackRelay} takes what is due from the
 * database, {@link io.taskforge.api.callback.AttemptDelivery} makes one signed attempt. Whoever names a URL here makes this service
 * connect to it, from inside: nothing is sent but to the very address that was checked, and of an answer only its status is kept.
 * Uses {@code job}, {@code limit}, {@code client}, {@code database} and {@code failure}.
 */
package io.taskforge.api.callback;
