/**
 * One question to a model server and what came of it: the call, its limits of time and size, its faults, its cost; and whether a server
 * has the model at all.
 *
 * <pre>
 *  OllamaProbe ─ is there a server, has it the model, how large is its window
 *  OllamaChat ─ OllamaWire ─ HttpExchange     one question, at most one retry
 *     ChatCall ▶ Answer | CallFault            what is asked, what came back, why nothing did
 *  TokenBudget ─ whether a question fits the window
 * </pre>
 *
 * <p>Knows nothing of tickets. May use {@code worker.engine} for the failures it ends in, and {@code worker.ingest} for cutting text.
 */
package io.taskforge.worker.chat;
