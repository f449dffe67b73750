/**
 * Drafting by a language model: what is asked, in which order, and what is made of the answers.
 *
 * <pre>
 *  EngineSelection ─ which engine drafts this job, and why
 *  ModelEngine ─ opens a ModelDrafter per job
 *  ModelDrafter ─ the steps, each a small class, and what they share in ModelJob
 *     Outlining ─ OutlineAssembly               titles and who covers what; Leaner where a window is too small
 *     Expansion, Repair                         bodies: prompt ▶ call ▶ salvage ▶ second try ▶ the rules for that unit
 *     Linking, Summing                          what tickets can do without
 *     Prompts, Instructions, Fence,
 *     AnswerSchemas, Seeds                      what goes to the model (asked by worker.chat)
 *     Language, Grounding                       what came back (read by worker.salvage), held against the specification
 *     Allowance, SecondTries, Flaw,
 *     Tally, Notes                              what may be spent, what went wrong, what it cost, what is told
 *     Answers, Made                             what was written and what became of it, told to an AnswerObserver
 * </pre>
 *
 * <p>The model proposes words. Numbers, order, limits and the count of tickets are the server's. May use {@code worker.engine},
 * {@code worker.chat}, {@code worker.salvage}, {@code worker.ingest} and the shared model; knows the rules only as another
 * {@code DraftingEngine}.
 */
package io.taskforge.worker.model;
