package io.taskforge.api.coverage;

import io.taskforge.model.spec.SpecLines;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A specification beside the tickets that were drafted from it, each line with what cites it and each ticket with its lines.
 *
 * <p>References are followed as they stand, and what of them goes beyond the text is left out: a result is shown even when it is not as
 * it should be.
 */
public final class SpecCoverage {

    private final List<SpecLine> lines;
    private final List<CoveredRequirement> requirements;
    private final Map<ExternalId, List<LineRange>> linesOf;

    private SpecCoverage(
            List<SpecLine> lines, List<CoveredRequirement> requirements, Map<ExternalId, List<LineRange>> linesOf) {
        this.lines = List.copyOf(lines);
        this.requirements = List.copyOf(requirements);
        this.linesOf = linesOf;
    }

    /** Of a result and the text that it was drafted from. */
    public static SpecCoverage of(String text, TicketsResult result) {
        List<String> texts = SpecLines.of(text);
        SpecCoverage bare = withoutText(result, texts.size());
        List<List<ExternalId>> tickets = perLine(texts.size());
        bare.linesOf.forEach((ticket, ranges) -> ranges.forEach(range -> mark(tickets, range, ticket)));
        List<List<CoveredRequirement>> requirements = perLine(texts.size());
        bare.requirements.forEach(each -> each.lines().ifPresent(range -> mark(requirements, range, each)));
        List<SpecLine> lines = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            lines.add(new SpecLine(i + 1, texts.get(i), tickets.get(i), requirements.get(i)));
        }
        return new SpecCoverage(lines, bare.requirements, bare.linesOf);
    }

    private static <T> List<List<T>> perLine(int lines) {
        return Stream.generate(() -> (List<T>) new ArrayList<T>()).limit(lines).toList();
    }

    private static <T> void mark(List<List<T>> lines, LineRange range, T with) {
        lines.subList(range.start() - 1, range.end()).forEach(line -> line.add(with));
    }

    /** Of a result whose specification was erased: there are no lines, and what the requirements say is all that is left of the text. */
    public static SpecCoverage ofErased(TicketsResult result) {
        return withoutText(result, result.source().lineCount());
    }

    private static SpecCoverage withoutText(TicketsResult result, int lineCount) {
        Map<ExternalId, List<LineRange>> linesOf = new LinkedHashMap<>();
        for (Ticket ticket : result.tickets()) {
            linesOf.put(ticket.externalId(), LineRange.joined(ranges(ticket.sourceRefs(), lineCount)));
        }
        List<CoveredRequirement> requirements = result.requirements().stream()
                .map(each -> CoveredRequirement.of(each, lineCount))
                .toList();
        return new SpecCoverage(List.of(), requirements, linesOf);
    }

    private static List<LineRange> ranges(List<SourceRef> refs, int lineCount) {
        return refs.stream()
                .map(ref -> LineRange.within(lineCount, ref.startLine(), ref.endLine()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Every line of the text; none when it was erased. */
    public List<SpecLine> lines() {
        return lines;
    }

    /** Every requirement, in the order of the result. */
    public List<CoveredRequirement> requirements() {
        return requirements;
    }

    /** The lines that a ticket cites, ascending, with what overlaps or adjoins as one; none for a ticket that is not in the result. */
    public List<LineRange> linesOf(ExternalId ticket) {
        return linesOf.getOrDefault(ticket, List.of());
    }
}
