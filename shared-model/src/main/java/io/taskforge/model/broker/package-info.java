/**
 * What the services say to each other over the broker: that a job may wait, and that a run may have to stop. A message is a door bell:
 * it names a job and carries none of it, and whoever hears it looks at the row.
 */
package io.taskforge.model.broker;
