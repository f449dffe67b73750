package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.worker.ingest.Headings;
import io.taskforge.worker.ingest.Section;
import io.taskforge.worker.ingest.SpecDocument;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the section of the new text that an epic of the base stands for. */
final class EpicPlaces {

    private final BaseDraft base;
    private final Inheritance inheritance;
    private final SpecDocument spec;

    EpicPlaces(BaseDraft base, Inheritance inheritance, SpecDocument spec) {
        this.base = base;
        this.inheritance = inheritance;
        this.spec = spec;
    }

    /**
     * The heading that has moved as far as the requirement below it; else the one of the epic's name; else where its first ticket is
     * stated. -1 for an epic of the whole specification.
     */
    int section(Ticket epic) {
        boolean cites = base.result().tickets().stream()
                .anyMatch(ticket -> !ticket.sourceRefs().isEmpty());
        if (cites && epic.sourceRefs().isEmpty()) {
            return -1;
        }
        int moved = cites ? sectionAt(moved(epic.sourceRefs().getFirst().startLine())) : -1;
        if (moved >= 0) {
            return moved;
        }
        int named = named(epic.title());
        return named >= 0 || !cites ? named : ofFirstChild(epic.externalId());
    }

    private int moved(int line) {
        for (Requirement requirement : base.result().requirements()) {
            int shift = inheritance
                    .matching()
                    .of(requirement)
                    .filter(Matching.Match::same)
                    .map(match -> match.now().startLine() - requirement.startLine())
                    .orElse(Integer.MIN_VALUE);
            if (requirement.startLine() >= line && shift != Integer.MIN_VALUE) {
                return line + shift;
            }
        }
        return line;
    }

    private int sectionAt(int line) {
        List<Section> sections = spec.sections();
        return IntStream.range(0, sections.size())
                .filter(i -> sections.get(i).lines().start() == line)
                .findFirst()
                .orElse(-1);
    }

    private int named(String title) {
        List<Section> sections = spec.sections();
        return IntStream.range(0, sections.size())
                .filter(i -> Headings.withoutNumber(sections.get(i).heading()).equals(title))
                .findFirst()
                .orElse(-1);
    }

    private int ofFirstChild(ExternalId epic) {
        return inheritance.heirs().stream()
                .filter(heir -> epic.equals(heir.ticket().parentExternalId()))
                .mapToInt(heir -> heir.covers().first())
                .min()
                .stream()
                .map(number -> spec.statements().get(number - 1).section())
                .findFirst()
                .orElse(-1);
    }
}
