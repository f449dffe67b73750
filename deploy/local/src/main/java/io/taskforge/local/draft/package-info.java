/** One specification in, tickets out: the file, the calls, and the result as a person reads it. May use {@code terminal}. */
package io.taskforge.local.draft;
