/**
 * From the database to the broker. {@link io.taskforge.api.dispatch.OutboxRelay} leases rows of the outbox and marks them;
 * {@link io.taskforge.api.dispatch.ControlBell} tells running workers of a cancel, as well as it can.
 * {@link io.taskforge.api.dispatch.BrokerPublisher} gives both to the broker, by one line that is opened again whenever it ends.
 * Uses nothing else of the api.
 */
package io.taskforge.api.dispatch;
