/**
 * A job, its states, and the one door to each of its transitions ({@link io.taskforge.model.job.JobStore}).
 *
 * <pre>
 *            submit                 claim                       complete
 *   (none) ─────────▶ queued ─────────────────▶ running ─────────────────────▶ completed
 *                      │  ▲                      │ │ │        fail
 *               cancel │  │ lease lost,          │ │ └────────────────────────▶ failed
 *                      │  │ handed back, retry   │ │
 *                      │  └──────────────────────┘ │ cancel
 *                      │                           ▼          acknowledged, reaped
 *                      ├──────▶ cancelled ◀──── cancelling
 *                      └──────▶ expired
 * </pre>
 *
 * <p>The row is the truth: every transition is one guarded SQL statement that says whether it won, and every write of a worker is
 * fenced by its lease token. What each statement has to decide stands, without SQL, in {@link io.taskforge.model.job.machine}.
 */
package io.taskforge.model.job;
