/**
 * Places at which a process can be told to die, wait or fail, for tests of what is left then. Told by {@code TASKFORGE_FAILPOINTS} and
 * by nothing else; without it every {@link io.taskforge.model.failpoint.Failpoint} does nothing, and a service whose database is not on
 * its own machine does not start with it ({@link io.taskforge.model.failpoint.FailpointGuard}).
 *
 * <p>Plain Java but for the guard, and uses of ours only {@code model.settings}.
 */
package io.taskforge.model.failpoint;
