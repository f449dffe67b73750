package io.taskforge.model.settings;

/**
 * A schema, as seen by builds that are older or newer than it (docs/adr/0023).
 *
 * @param version the newest migration that it has seen
 * @param compatibleSince the oldest build that works with it, by the newest migration which that build knows
 */
public record SchemaState(int version, int compatibleSince) {

    /** Whether a build works with it: it has all that the build needs, and has lost nothing of that since. */
    public boolean serves(int build) {
        return version >= build && !tooNewFor(build);
    }

    /** Whether a build's tables or columns have been taken away: waiting will not bring them back. */
    public boolean tooNewFor(int build) {
        return compatibleSince > build;
    }
}
