/**
 * How the trace of a job gets from one process to the next: by a column of its row ({@link io.taskforge.model.trace.TraceParent}), and
 * never by memory or the broker alone (docs/adr/0022); and whether there is one at all ({@link io.taskforge.model.trace.Tracing}). Uses
 * OpenTelemetry's API, and nothing of ours.
 */
package io.taskforge.model.trace;
