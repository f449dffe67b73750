/**
 * The engine that drafts without a model: deterministic, offline, never better than the specification's own words and never inventing
 * any. Titles, descriptions, criteria and estimates are each written by one class. May use {@code worker.engine}, {@code
 * worker.ingest}, {@code worker.plan} and the shared model.
 */
package io.taskforge.worker.rules;
