package io.taskforge.api.coverage;

import io.taskforge.model.ticket.Requirement;
import java.util.Optional;

/**
 * A requirement with where it stands and how.
 *
 * @param lines what of its lines the text has; empty when that is nothing
 */
public record CoveredRequirement(Requirement requirement, Standing standing, Optional<LineRange> lines) {

    /** Whether anything is to be done about it. */
    public enum Standing {
        COVERED,
        /** In scope, and no ticket cites it. */
        UNCOVERED,
        /** Listed, and not held against the tickets. */
        OUT_OF_SCOPE
    }

    static CoveredRequirement of(Requirement requirement, int lineCount) {
        return new CoveredRequirement(
                requirement,
                standing(requirement),
                LineRange.within(lineCount, requirement.startLine(), requirement.endLine()));
    }

    private static Standing standing(Requirement requirement) {
        if (requirement.kind() == Requirement.Kind.OUT_OF_SCOPE) {
            return Standing.OUT_OF_SCOPE;
        }
        return requirement.coveredBy().isEmpty() ? Standing.UNCOVERED : Standing.COVERED;
    }

    boolean beginsOn(int line) {
        return lines.map(range -> range.start() == line).orElse(false);
    }
}
