/**
 * How work comes in: the broker rings, a slot claims in PostgreSQL, the ring is acknowledged, and only then the job runs. A ring
 * that gets lost costs at most one poll; one that comes twice is answered by a claim that finds nothing.
 *
 * <p>The only package of the worker that knows the broker.
 */
package io.taskforge.worker.intake;
