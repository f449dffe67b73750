/** How what is kept in memory for a while is kept. Uses nothing of ours. */
package io.taskforge.api.cache;
