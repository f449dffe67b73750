/** The emptiest endpoint: for load balancers, and as the measure of all others. Uses nothing of ours. */
package io.taskforge.api.ping;
