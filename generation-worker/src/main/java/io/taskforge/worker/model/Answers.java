package io.taskforge.worker.model;

import io.taskforge.model.job.ModelAnswer;
import io.taskforge.model.job.ModelAnswer.Outcome;
import io.taskforge.model.job.ModelAnswer.Step;
import io.taskforge.model.job.ModelAnswers;
import io.taskforge.worker.chat.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows each answer of a job from the question to what became of it. Whether one that could not be used is asked for again is only seen
 * by the next question; that a body breaks rules, only when all bodies are there. Until then it is held here.
 */
final class Answers implements AutoCloseable {

    /** What a question was about. @param unit as findings name it; empty for the whole */
    record Asked(Step step, Optional<String> unit) {}

    private final AnswerObserver observer;

    /** The answer that is being judged; null when none is. */
    private Answer open;

    private Asked asked;

    /** Could not be used; what follows from that is not known yet. */
    private ModelAnswer unusable;

    /** Whether what was asked about last is asked about again. */
    private boolean again;

    /** Bodies that were used as they were, by their ticket. */
    private final Map<String, ModelAnswer> bodies = new HashMap<>();

    Answers(AnswerObserver observer) {
        this.observer = observer;
    }

    /** A question is about to be put. */
    void asked(Asked question) {
        again = unusable != null && question.equals(asked);
        settle(again ? Outcome.ASKED_AGAIN : Outcome.REJECTED);
        asked = question;
        open = null;
    }

    /** Something came back; what it is worth is said next. */
    void came(Answer answer) {
        open = answer;
    }

    /**
     * It was used.
     *
     * @param mended what had to be done for that; empty for nothing
     * @param made what was read out of it, as JSON
     */
    void used(String mended, String made) {
        judged(answer -> {
            if (!mended.isEmpty()) {
                tell(told(answer, Outcome.MENDED, Optional.of(mended), Optional.of(made)));
                return;
            }
            ModelAnswer whole = told(answer, Outcome.AS_IT_WAS, Optional.empty(), Optional.of(made));
            if (again) {
                tell(whole);
            } else if (asked.step() == Step.EXPAND) {
                asked.unit().ifPresent(unit -> bodies.put(unit, whole));
            }
        });
    }

    /** It could not be used, or not all that was asked for was in it. @param made what could be read out of it all the same */
    void unusable(String why, Optional<String> made) {
        judged(answer -> unusable = told(answer, Outcome.REJECTED, Optional.of(why), made));
    }

    /** A ticket's earlier body gives way to the answer that is being judged, which was asked for because of that body's faults. */
    void replaces(String unit, String why, String mended, String made) {
        discarded(unit, why, Outcome.ASKED_AGAIN);
        again = true;
        used(mended, made);
    }

    /** A ticket's body gives way to the rules'. */
    void discarded(String unit, String why) {
        discarded(unit, why, Outcome.REJECTED);
    }

    private void discarded(String unit, String why, Outcome outcome) {
        ModelAnswer body = bodies.remove(unit);
        if (body != null) {
            tell(with(body, outcome, Optional.of(why)));
        }
    }

    /** Whatever is asked next has nothing to do with what could not be used. */
    void leftToRules() {
        settle(Outcome.REJECTED);
    }

    @Override
    public void close() {
        settle(Outcome.REJECTED);
        open = null;
        bodies.clear();
    }

    private void settle(Outcome outcome) {
        if (unusable != null) {
            tell(with(unusable, outcome, unusable.reason()));
            unusable = null;
        }
    }

    private void judged(Consumer<Answer> verdict) {
        if (open != null) {
            Answer answer = open;
            open = null;
            verdict.accept(answer);
        }
    }

    private void tell(ModelAnswer answer) {
        observer.answered(answer);
    }

    private ModelAnswer told(Answer answer, Outcome outcome, Optional<String> reason, Optional<String> made) {
        Optional<Answer.Written> written = answer instanceof Answer.Written w ? Optional.of(w) : Optional.empty();
        return new ModelAnswer(
                asked.step(),
                asked.unit(),
                outcome,
                answer instanceof Answer.Spoiled spoiled ? reason.map(r -> r + ": " + spoiled.why()) : reason,
                written.map(Answer.Written::content).map(Answers::start).orElse(""),
                made,
                written.flatMap(Answer.Written::promptTokens),
                written.flatMap(Answer.Written::completionTokens),
                written.flatMap(Answer.Written::modelTime));
    }

    /** As much as can be kept, and one more to tell that there was more. */
    private static String start(String content) {
        return content.substring(0, Math.min(content.length(), ModelAnswers.BYTES_OF_ONE + 1));
    }

    private static ModelAnswer with(ModelAnswer answer, Outcome outcome, Optional<String> reason) {
        return new ModelAnswer(
                answer.step(),
                answer.unit(),
                outcome,
                reason,
                answer.raw(),
                answer.made(),
                answer.promptTokens(),
                answer.completionTokens(),
                answer.took());
    }
}
