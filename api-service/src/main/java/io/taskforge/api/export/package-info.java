/**
 * A result in forms that other tools read: Markdown for people and trackers, CSV for spreadsheets. Renderings are computed when they are
 * asked for and never stored; the same result gives the same bytes. Every text of a result was written by a client or by a model, so
 * none of it may become anything but text: no markup of the page around it, no formula, no order of reading that deceives. Start with
 * {@link io.taskforge.api.export.ExportFormat}. Uses {@code failure}.
 */
package io.taskforge.api.export;
