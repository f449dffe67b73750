/** What is done at intervals, for as long as the service runs. Uses nothing of ours. */
package io.taskforge.api.timer;
