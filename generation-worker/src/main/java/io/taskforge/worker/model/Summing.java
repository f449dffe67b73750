package io.taskforge.worker.model;

import io.taskforge.model.job.ModelAnswer.Step;
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

    private static final Answers.Asked THE_WHOLE = new Answers.Asked(Step.SUMMARY, Optional.empty());

    private static final String UNSUPPORTED_DROPPED = "what the specification does not support was dropped";

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
        Optional<Salvage.Whole> read = answer.filter(Answer.Written.class::isInstance)
                .flatMap(a -> Salvage.whole(((Answer.Written) a).content()));
        Optional<Salvage.Whole> said =
                read.filter(whole -> !job.inOtherLanguage(whole.summary() + " " + String.join(" ", whole.risks())));
        if (said.isEmpty()) {
            Flaw flaw = read.isPresent() ? Flaw.OTHER_LANGUAGE : Flaw.NO_JSON;
            job.answers().unusable(flaw.words(), Optional.empty());
            return DraftingWords.NONE;
        }
        Salvage.Whole grounded = grounded(said.get());
        job.answers().used(grounded.equals(said.get()) ? "" : UNSUPPORTED_DROPPED, Made.of(grounded));
        return new DraftingWords(
                Optional.of(grounded.summary()).filter(words -> !words.isBlank()),
                grounded.risks(),
                grounded.questions());
    }

    private Optional<Answer> ask(List<TicketOutline> shown) {
        return job.askIfPossible(THE_WHOLE, job.prompts().summary(shown), "the summary was written");
    }

    private Salvage.Whole grounded(Salvage.Whole said) {
        String summary = Grounding.sentences(said.summary()).stream()
                .filter(job.grounding()::supports)
                .collect(Collectors.joining(" "));
        return new Salvage.Whole(summary, supported(said.risks()), supported(said.questions()));
    }

    private List<String> supported(List<String> notes) {
        return notes.stream()
                .filter(job.grounding()::supports)
                .limit(NOTES_AT_MOST)
                .toList();
    }
}
