/**
 * From the database to the broker. {@link io.taskforge.api.dispatch.OutboxRelay} leases rows of the outbox and marks them;
 * {@link io.taskforge.api.dispatch.ControlBell} tells running workers of a cancel, as well as it can.
 * {@link io.taskforge.api.dispatch.JobBell} and it alone touch the broker's connector, whose defects must not lose work: lost
 * confirms, sends that never return. Uses nothing else of the api.
 */
package io.taskforge.api.dispatch;
