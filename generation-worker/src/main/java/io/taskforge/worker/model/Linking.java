package io.taskforge.worker.model;

import io.taskforge.model.job.ModelAnswer.Step;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.engine.NeedsRequest;
import io.taskforge.worker.salvage.Salvage;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which earlier tickets one needs. Only numbers of earlier ones can be answered, so that no circle can come of it. */
final class Linking {

    /** After as many unusable answers the model is not asked any more: the rules' links are there, and each question costs. */
    private static final int UNUSABLE_AT_MOST = 2;

    private final ModelJob job;
    private int unusable;

    Linking(ModelJob job) {
        this.job = job;
    }

    Set<Integer> needs(NeedsRequest request) {
        if (unusable >= UNUSABLE_AT_MOST) {
            return Set.of();
        }
        Optional<Answer> answer =
                job.askIfPossible(about(request), job.prompts().link(request), "all dependencies were inferred");
        Optional<Set<Integer>> numbers = answer.filter(Answer.Written.class::isInstance)
                .flatMap(a -> Salvage.numbers(((Answer.Written) a).content(), request.index()));
        numbers.ifPresentOrElse(read -> job.answers().used("", Made.needs(read)), () -> job.answers()
                .unusable(Flaw.NO_JSON.words(), Optional.empty()));
        if (numbers.isEmpty() && ++unusable == UNUSABLE_AT_MOST) {
            job.notes().needsByRules();
        }
        Set<Integer> needs = new TreeSet<>();
        numbers.orElse(Set.of()).forEach(n -> needs.add(n - 1));
        return needs;
    }

    private static Answers.Asked about(NeedsRequest request) {
        String title = request.outlines().get(request.index()).title();
        return new Answers.Asked(Step.LINK, Optional.of("“" + title + "”"));
    }
}
