/**
 * How often a client may ask: a bucket of tokens for its submissions and one for all else, in this replica's memory
 * ({@link io.taskforge.api.limit.ClientLimits}). How many jobs it may have is counted in the database, in the statement that stores one.
 * Uses {@code client} and {@code failure}.
 */
package io.taskforge.api.limit;
