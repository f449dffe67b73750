/**
 * A Java agent that notes each look-up by name which a native image can only answer when it was told of it at build time. It runs
 * inside the services, woven into the JDK's own classes, and so may use nothing but the JDK and Byte Buddy.
 */
package io.taskforge.nativecheck.recorder;
