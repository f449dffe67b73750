package io.taskforge.chaos.check;

/**
 * Something that must not be.
 *
 * @param invariant {@code I3} and the like
 * @param sentence what is wrong, with ids
 */
public record Violation(String invariant, String sentence) {

    @Override
    public String toString() {
        return invariant + ": " + sentence;
    }
}
