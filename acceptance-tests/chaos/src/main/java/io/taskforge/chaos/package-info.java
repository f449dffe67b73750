/**
 * {@code ./taskforge chaos}: plays one thing going wrong after the other on real servers of its own, and holds what is left against
 * what must be true. {@link io.taskforge.chaos.Chaos} plays, {@code scenario} says what goes wrong, {@code world} is what it goes wrong
 * in, {@code check} judges.
 */
package io.taskforge.chaos;
