/**
 * What is kept of the metrics that the framework takes of requests and of the database. TaskForge's own are taken beside what they count. Uses
 * nothing of ours, and nothing uses it.
 */
package io.taskforge.api.metrics;
