/** Text of others on a terminal. */
package io.taskforge.local.terminal;
