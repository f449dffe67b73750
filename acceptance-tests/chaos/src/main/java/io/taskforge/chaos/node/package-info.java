/**
 * The processes that a world is made of, each with what can be done to it: killed, stopped in its tracks, restarted, denied its disk.
 * All are private, on free ports of loopback, and end with the JVM that started them, however that ends.
 */
package io.taskforge.chaos.node;
