/**
 * From the outbox to the broker. {@link io.taskforge.api.dispatch.OutboxRelay} leases rows and marks them,
 * {@link io.taskforge.api.dispatch.JobBell} alone touches the broker's connector, whose defects must not lose work: lost confirms,
 * sends that never return. Uses nothing else of the api.
 */
package io.taskforge.api.dispatch;
