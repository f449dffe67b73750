/** What a run tells: a table for whoever watches, JSON for whoever compares. Judges nothing. */
package io.taskforge.chaos.report;
