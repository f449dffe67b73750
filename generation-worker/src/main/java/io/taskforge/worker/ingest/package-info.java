/**
 * Reads a specification: lines, sections, and the numbered statements that tickets are held against. Pure and deterministic; uses
 * nothing of ours but the shared model.
 */
package io.taskforge.worker.ingest;
