/** The command line: what bad input gets. */
package io.taskforge.local;
