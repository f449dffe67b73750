/**
 * {@code ./taskforge native-check}: what a native image can be known to lack without building one. It runs Quarkus's native build up
 * to the point where GraalVM would take over, lets the packaged services do a bit of everything while a recorder notes what they look
 * up by name, and compares the two. The page to start with is {@link io.taskforge.nativecheck.NativeCheck}.
 *
 * <p>{@code deploy/containers/README.md} says what this can show and what it cannot.
 */
package io.taskforge.nativecheck;
