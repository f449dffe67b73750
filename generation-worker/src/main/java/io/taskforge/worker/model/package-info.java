/**
 * Drafting by a language model: what is asked, in which order, and what is made of the answers.
 *
 * <pre>
 *  EngineSelection ─ which engine drafts this job, and why
 *  ModelEngine ─ opens a ModelDrafter per job
 *  ModelDrafter ─ unit by unit: prompt ▶ call ▶ salvage ▶ second try ▶ the rules for that unit
 *     Prompts, Fence, AnswerSchemas, Seeds      what goes to the model (asked by worker.chat)
 *     OutlineAssembly, Language                 what came back (read by worker.salvage), held against the statements
 *     Flaw, Tally                               what went wrong, and what it cost
 * </pre>
 *
 * <p>The model proposes words. Numbers, order, limits and the count of tickets are the server's. May use {@code worker.engine},
 * {@code worker.chat}, {@code worker.salvage}, {@code worker.ingest} and the shared model; knows the rules only as another
 * {@code DraftingEngine}.
 */
package io.taskforge.worker.model;
