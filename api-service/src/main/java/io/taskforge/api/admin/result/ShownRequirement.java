package io.taskforge.api.admin.result;

import io.taskforge.api.coverage.CoveredRequirement;
import io.taskforge.api.coverage.CoveredRequirement.Standing;
import io.taskforge.api.coverage.LineRange;
import io.taskforge.api.export.ShownText;
import io.taskforge.model.ticket.Requirement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A requirement of a list.
 *
 * @param anchor of its own in the list
 * @param kind in words
 * @param lines in words
 * @param line where its lines can be read; empty when they cannot
 * @param standing in words
 * @param tickets that cite it
 */
record ShownRequirement(
        String anchor,
        String id,
        String kind,
        String text,
        String lines,
        Optional<String> line,
        String standing,
        String css,
        List<TicketLink> tickets) {

    static ShownRequirement of(int place, CoveredRequirement covered, TicketLinks links, boolean erased) {
        Requirement requirement = covered.requirement();
        return new ShownRequirement(
                CitedLines.requirementAnchor(place),
                ShownText.line(requirement.requirementId()),
                requirement.kind() == null
                        ? ""
                        : requirement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                ShownText.line(requirement.text()),
                lines(requirement.startLine(), requirement.endLine()),
                erased
                        ? Optional.empty()
                        : covered.lines().map(LineRange::start).map(CitedLines::lineAnchor),
                words(covered.standing()),
                css(covered.standing()),
                links.to(requirement.coveredBy()));
    }

    static String lines(int first, int last) {
        return first == last ? "line " + first : "lines " + first + "–" + last;
    }

    static String words(Standing standing) {
        return switch (standing) {
            case COVERED -> "covered";
            case UNCOVERED -> "not covered";
            case OUT_OF_SCOPE -> "out of scope";
        };
    }

    static String css(Standing standing) {
        return switch (standing) {
            case COVERED -> "cited";
            case UNCOVERED -> "uncovered";
            case OUT_OF_SCOPE -> "outside";
        };
    }
}
