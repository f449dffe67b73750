/**
 * How work comes in. {@link io.taskforge.worker.intake.Intake} claims in PostgreSQL, acknowledges the ring, and only then runs the job
 * on one of the {@link io.taskforge.worker.intake.Slots}. A ring that gets lost costs at most one look; one that comes twice is
 * answered by a claim that finds nothing.
 *
 * <p>The only package of the worker that knows the broker: {@link io.taskforge.worker.intake.DoorBell} keeps a line to it open
 * (docs/adr/0018).
 */
package io.taskforge.worker.intake;
