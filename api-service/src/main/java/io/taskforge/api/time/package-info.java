/** The service's own clock and ticker, for what is not decided by the database's. Uses nothing of ours. */
package io.taskforge.api.time;
