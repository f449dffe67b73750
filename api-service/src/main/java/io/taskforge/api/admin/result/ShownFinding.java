package io.taskforge.api.admin.result;

import io.taskforge.api.export.ShownText;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A finding of the checks.
 *
 * @param ticket that it is about; empty when it is about all of them
 */
record ShownFinding(
        String severity, String code, String message, boolean repaired, boolean urgent, Optional<TicketLink> ticket) {

    /**
     * All findings, by what is to be done about them, the worst first.
     *
     * @param toLookAt still in the drafts
     * @param mended found and put right
     * @param toKnow nothing is to be done about them
     */
    record Groups(List<ShownFinding> toLookAt, List<ShownFinding> mended, List<ShownFinding> toKnow) {

        static Groups of(List<Finding> findings, TicketLinks links) {
            return new Groups(
                    those(findings, links, each -> !each.repaired() && urgent(each)),
                    those(findings, links, Finding::repaired),
                    those(findings, links, each -> !each.repaired() && !urgent(each)));
        }

        private static List<ShownFinding> those(List<Finding> findings, TicketLinks links, Predicate<Finding> belongs) {
            return findings.stream()
                    .filter(belongs)
                    .sorted(Comparator.comparing(Finding::severity).reversed())
                    .map(each -> ShownFinding.of(each, links))
                    .toList();
        }

        public boolean isEmpty() {
            return toLookAt.isEmpty() && mended.isEmpty() && toKnow.isEmpty();
        }
    }

    static ShownFinding of(Finding finding, TicketLinks links) {
        return new ShownFinding(
                finding.severity().name().toLowerCase(Locale.ROOT),
                ShownText.line(finding.code()),
                ShownText.line(finding.message()),
                finding.repaired(),
                !finding.repaired() && urgent(finding),
                Optional.ofNullable(finding.externalId()).map(links::to));
    }

    private static boolean urgent(Finding finding) {
        return finding.severity() != Severity.INFO;
    }
}
