/**
 * The time between being told to stop and stopping, in which clients are led to another replica. Uses nothing of ours; whoever makes
 * clients wait asks it.
 */
package io.taskforge.api.drain;
