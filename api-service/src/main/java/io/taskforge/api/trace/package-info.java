/**
 * Which requests begin a trace. What is in one stands where it happens; how it is joined, docs/adr/0022 says. Uses nothing of the api.
 */
package io.taskforge.api.trace;
