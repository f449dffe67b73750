/** The stack with real servers and services that only pretend: started, killed, restarted, stopped. */
package io.taskforge.local.stack;
