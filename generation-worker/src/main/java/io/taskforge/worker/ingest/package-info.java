/**
 * Reads a specification: lines, sections, and the numbered statements that tickets are held against. Pure and deterministic; uses
 * nothing of ours but the shared model.
 *
 * <p>The way of a text: {@code SpecText} (lines as sent and as read), {@code Layout} (recognises the format and makes
 * {@code Block}s), {@code Chapter} (sections and their {@code Topic}), {@code StatementFinder} with its readings of sentences, lists
 * and tables, {@code Evidence} (whether anything is asked for at all). Words of all languages stand in {@code ModalWords},
 * {@code TopicWords}, {@code ColumnWords}, {@code DocumentData}, {@code Language} and {@code Shapes}.
 */
package io.taskforge.worker.ingest;
