/**
 * One question to a model server and what came of it: the call, its limits of time and size, its faults, its cost; and whether a server
 * has the model at all.
 *
 * <pre>
 *  ModelServer ─ OllamaServer, OpenAiServer     is there a server, has it the model, how large is its window ▶ Readiness
 *     Questions, OllamaProbe                     the small questions before a job and beside it
 *  Chat ─ Wire ─ HttpExchange                    one question: its turn (Turns), at most one retry
 *     Dialect ─ OllamaDialect, OpenAiDialect     how a question is asked and how its answer reads
 *     ChatCall ▶ Answer | CallFault              what is asked, what came back, why nothing did
 *     ServerError, Cures                         what a refusal means, what it is called, what to do about it
 *     CallObserver ─ CallMeter                   how each question ended, for operators
 *     Streak                                     a bad moment, or a model that cannot do it
 *     TokenBudget, SilentTruncation              whether a question fits the window, and whether it did
 * </pre>
 *
 * <p>Knows nothing of tickets. May use {@code worker.engine} for the failures it ends in, and {@code worker.ingest} for cutting text.
 */
package io.taskforge.worker.chat;
