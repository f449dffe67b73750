/**
 * How both services reach database and broker: the two connection URLs that operators set, the bounds of every wait for the
 * database, and the schema version that this build needs; and how a start is refused that cannot succeed. Uses nothing of ours.
 */
package io.taskforge.model.settings;
