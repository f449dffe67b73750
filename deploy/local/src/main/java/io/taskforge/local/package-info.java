/**
 * The launcher: everything on one machine, with one command.
 *
 * <pre>
 *   local ──▶ draft ──▶ stack ──▶ key
 *     └────────┴──────────┴───────┴──▶ terminal
 * </pre>
 *
 * <p>Here are the commands that a person types; the packages below do the work. Uses {@code io.taskforge.embedded} and, of the shared
 * model, the keys, the webhook secrets and the migrations' names.
 */
package io.taskforge.local;
