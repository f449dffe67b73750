/**
 * The engine that drafts without a model: deterministic, offline, never better than the specification's own words and never inventing
 * any.
 *
 * <pre>
 *  RulesDrafter ─ Titles ─┬ EnglishTitles ─ Clause, PresentTense, Names
 *               │         └ OtherTitles ─ GermanTitles, RomanceTitles, UnspacedTitles
 *               ├ Descriptions
 *               ├ Criteria ─ Declarative (what is stated), FurtherChecks (what follows)
 *               └ Labels, Signals (type, points, priority, confidence)
 * </pre>
 *
 * <p>May use {@code worker.engine}, {@code
 * worker.ingest}, {@code worker.plan} and the shared model.
 */
package io.taskforge.worker.rules;
