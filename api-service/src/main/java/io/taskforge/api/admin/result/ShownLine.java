package io.taskforge.api.admin.result;

import io.taskforge.api.coverage.CoveredRequirement;
import io.taskforge.api.coverage.CoveredRequirement.Standing;
import io.taskforge.api.coverage.SpecCoverage;
import io.taskforge.api.coverage.SpecLine;
import io.taskforge.api.export.ShownText;
import io.taskforge.model.ticket.ExternalId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of the specification as it stands beside the tickets.
 *
 * @param css how it is marked, and what makes it shine
 * @param anchors places in it that links from tickets lead to
 * @param tickets that cite it; named where others begin to, since a block of lines has the same ones
 * @param labels of the requirements that begin here
 */
record ShownLine(
        int number,
        String text,
        String css,
        List<CitedLines.Anchor> anchors,
        List<TicketLink> tickets,
        List<Label> labels) {

    /** A requirement's name, and how it stands unless tickets cite it. */
    record Label(String words, String css) {}

    /** @param cited to what each line's anchors are */
    static List<ShownLine> of(SpecCoverage coverage, CitedLines cited, TicketLinks links) {
        List<ShownLine> lines = new ArrayList<>(coverage.lines().size());
        List<ExternalId> before = List.of();
        for (SpecLine line : coverage.lines()) {
            boolean same = line.tickets().equals(before);
            lines.add(new ShownLine(
                    line.number(),
                    ShownText.lines(line.text()),
                    css(line, links),
                    cited.anchors(line.number(), links),
                    same ? List.of() : links.to(line.tickets()),
                    line.beginning().stream().map(ShownLine::label).toList()));
            before = line.tickets();
        }
        return lines;
    }

    public String id() {
        return CitedLines.lineAnchor(number);
    }

    /** Whether anything stands beside its text. */
    public boolean marked() {
        return !tickets.isEmpty() || !labels.isEmpty();
    }

    private static String css(SpecLine line, TicketLinks links) {
        StringBuilder css = new StringBuilder("line");
        if (line.uncovered()) {
            css.append(" uncovered");
        } else if (line.cited()) {
            css.append(" cited");
        } else if (line.outOfScope()) {
            css.append(" outside");
        }
        if (line.text().startsWith("#")) {
            css.append(" heading");
        }
        return css.append(line.tickets().stream().map(links::mark).collect(Collectors.joining(" ", " ", "")))
                .toString()
                .stripTrailing();
    }

    private static Label label(CoveredRequirement covered) {
        String id = ShownText.line(covered.requirement().requirementId());
        return new Label(
                covered.standing() == Standing.COVERED ? id : id + " " + ShownRequirement.words(covered.standing()),
                ShownRequirement.css(covered.standing()));
    }
}
