/** Tables for people and JSON for programs. */
package io.taskforge.eval.report;
