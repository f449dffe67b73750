/**
 * Which lines of a specification its tickets cover, seen from both sides: {@code SpecCoverage} holds the text's lines with what cites
 * them, and each ticket's lines. Pure; uses {@code model.ticket} and, for what a line is, {@code model.spec}.
 */
package io.taskforge.api.coverage;
