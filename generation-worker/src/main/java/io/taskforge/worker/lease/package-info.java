/**
 * One run of one job, for as long as this worker holds its lease: heartbeats, the reasons to stop, what is kept of
 * its model's answers, and the fenced writes that end it.
 */
package io.taskforge.worker.lease;
