/**
 * Drafting by a language model on an Ollama server: what is asked, how it is asked, and what is made of the answers.
 *
 * <pre>
 *  EngineSelection ─ which engine drafts this job, and why
 *  ModelEngine ─ opens a ModelDrafter per job
 *  ModelDrafter ─ unit by unit: prompt ▶ call ▶ salvage ▶ second try ▶ the rules for that unit
 *     Prompts, Fence, AnswerSchemas, TokenBudget, Seeds      what goes to the model
 *     OllamaChat ─ OllamaWire                                the call, its faults, its cost
 *     Salvage ─ JsonHunt ─ BrokenJson, Coercion              what came back
 *     OutlineAssembly, Likeness, LanguageDrift               held against the statements
 * </pre>
 *
 * <p>The model proposes words. Numbers, order, limits and the count of tickets are the server's. May use {@code worker.engine},
 * {@code worker.ingest} and the shared model; knows the rules only as another {@code DraftingEngine}.
 */
package io.taskforge.worker.model;
