/**
 * How both services reach database and broker: the two connection URLs that operators set, the bounds of every wait for the
 * database, and the schema version that this build needs; where traces go and how the log is written; and how a start is refused that
 * cannot succeed. Uses {@code log}.
 */
package io.taskforge.model.settings;
