/**
 * Watching a job: what happened to it, and what happens, as a stream. The page to start with is {@link io.taskforge.api.event.WatchJob},
 * which both doors lead to. Nobody holds a thread or a connection to the database while nothing happens: one statement asks for all
 * watchers of this replica ({@link io.taskforge.api.event.JobNews}). Uses {@code job}, {@code client}, {@code database} and
 * {@code failure}.
 *
 * <pre>
 *   opened ──▶ a place among the client's streams ──▶ history ──▶ news? ──▶ history ──▶ … ──▶ the last event
 *                  └── given back when the stream ends, however it does
 * </pre>
 */
package io.taskforge.api.event;
