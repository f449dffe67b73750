package io.taskforge.api.coverage;

import io.taskforge.api.coverage.CoveredRequirement.Standing;
import io.taskforge.model.ticket.ExternalId;
import java.util.List;

/**
 * A line of a specification.
 *
 * @param number 1-based
 * @param text as it was sent, without its line end; may hold anything, also control characters
 * @param tickets those whose source references hold this line, in the order of the result
 * @param requirements those that begin or lie here, in the order of the result
 */
public record SpecLine(int number, String text, List<ExternalId> tickets, List<CoveredRequirement> requirements) {

    public SpecLine {
        tickets = List.copyOf(tickets);
        requirements = List.copyOf(requirements);
    }

    /** Those of the requirements whose first line this is. */
    public List<CoveredRequirement> beginning() {
        return requirements.stream().filter(each -> each.beginsOn(number)).toList();
    }

    public boolean cited() {
        return !tickets.isEmpty();
    }

    /** Whether a requirement in scope lies here that no ticket cites. */
    public boolean uncovered() {
        return has(Standing.UNCOVERED);
    }

    public boolean outOfScope() {
        return has(Standing.OUT_OF_SCOPE);
    }

    private boolean has(Standing standing) {
        return requirements.stream().anyMatch(each -> each.standing() == standing);
    }
}
