package io.taskforge.worker.drafting;

import io.taskforge.model.ticket.Source;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.engine.DraftingWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts what an engine says of the whole beside what the rules find: they speak first, and nothing is said twice. */
final class EngineWords {

    private EngineWords() {}

    static Summary beside(Summary summary, DraftingWords words) {
        return new Summary(
                more(summary.risks(), words.risks()),
                more(summary.openQuestions(), words.questions()),
                summary.milestones());
    }

    private static List<Summary.Marked> more(List<Summary.Marked> found, List<String> said) {
        List<Summary.Marked> all = new ArrayList<>(found);
        Set<String> texts =
                new HashSet<>(found.stream().map(Summary.Marked::text).toList());
        said.stream().filter(texts::add).forEach(text -> all.add(new Summary.Marked(text, null, List.of())));
        return all.stream().limit(Summary.NOTES_AT_MOST).toList();
    }

    /** The result with the engine's summary, if it has one. */
    static TicketsResult inSource(TicketsResult result, DraftingWords words) {
        Source from = result.source();
        return new TicketsResult(
                result.jobId(),
                new Source(from.title(), words.summary().orElse(from.summary()), from.specSha256(), from.lineCount()),
                result.tickets(),
                result.risks(),
                result.openQuestions(),
                result.generation(),
                result.requirements(),
                result.coverage(),
                result.quality());
    }
}
