package io.taskforge.worker.model;

import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.engine.DraftingWords;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.salvage.Salvage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Summary, risks and questions in one question. What the specification does not support is dropped; the rules have theirs already. */
final class Summing {

    private static final int NOTES_AT_MOST = 5;

    private final ModelJob job;

    Summing(ModelJob job) {
        this.job = job;
    }

    DraftingWords summarise(List<TicketOutline> outlines) {
        List<TicketOutline> shown = outlines;
        Optional<Answer> answer = ask(shown);
        while (answer.isEmpty() && shown.size() > 1) {
            shown = shown.subList(0, shown.size() / 2);
            answer = ask(shown);
        }
        return answer.filter(Answer.Written.class::isInstance)
                .flatMap(a -> Salvage.whole(((Answer.Written) a).content()))
                .filter(said -> !job.inOtherLanguage(said.summary() + " " + String.join(" ", said.risks())))
                .map(this::grounded)
                .orElse(DraftingWords.NONE);
    }

    private Optional<Answer> ask(List<TicketOutline> shown) {
        return job.askIfPossible(job.prompts().summary(shown), "the summary was written");
    }

    private DraftingWords grounded(Salvage.Whole said) {
        String summary = Grounding.sentences(said.summary()).stream()
                .filter(job.grounding()::supports)
                .collect(Collectors.joining(" "));
        return new DraftingWords(
                summary.isBlank() ? Optional.empty() : Optional.of(summary),
                supported(said.risks()),
                supported(said.questions()));
    }

    private List<String> supported(List<String> notes) {
        return notes.stream()
                .filter(job.grounding()::supports)
                .limit(NOTES_AT_MOST)
                .toList();
    }
}
