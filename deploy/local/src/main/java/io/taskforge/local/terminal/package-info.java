/** What a person reads at the terminal: steps with times, refusals of one line, text fitted to the width. Uses nothing of ours. */
package io.taskforge.local.terminal;
