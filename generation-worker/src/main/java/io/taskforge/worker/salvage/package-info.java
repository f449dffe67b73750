/**
 * Makes usable items of what a model wrote, however broken, and says what was mended: bare parse, then without thinking and fences, then
 * the first balanced object, then lenient, then closed where it was cut, then element by element.
 *
 * <pre>
 *  Salvage ─ JsonHunt ─ Thinking, Disguise, BrokenJson   the JSON in the text
 *          ├ PlainForms                                  other forms, where there is no JSON
 *          └ Coercion ─ Likeness, Words                  the elements in either
 * </pre>
 *
 * <p>Invents nothing and throws nothing. Knows no server and no prompt.
 */
package io.taskforge.worker.salvage;
