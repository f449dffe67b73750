package io.taskforge.worker.chat;

import io.taskforge.worker.engine.DraftingFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells a bad moment from a model that cannot do it: a few bad answers spend their units, but a job fails when not one of the first
 * answers could be used, or when two in a row were never completed.
 */
final class Streak {

    /** Two units, each asked twice. */
    private static final int FIRST_ANSWERS = 4;

    private static final int STALLS = 2;

    private final Cures cures;
    private final String model;
    private final Hopeless hopeless;
    private boolean someUsable;
    private int unusable;
    private int stalls;

    Streak(Cures cures, String model, Hopeless hopeless) {
        this.cures = cures;
        this.model = model;
        this.hopeless = hopeless;
    }

    /** Present when there is no use in asking. */
    Optional<Answer> givenUp() {
        return !someUsable && unusable >= FIRST_ANSWERS
                ? Optional.of(new Answer.Spoiled(Answer.Spoil.GIVEN_UP, "nothing that the model wrote could be used"))
                : Optional.empty();
    }

    /**
     * @param limit that the call had
     * @throws DraftingFailure when this was one too many
     */
    void after(Answer answer, Duration limit) {
        boolean stalled = answer instanceof Answer.Spoiled s && s.how() == Answer.Spoil.STALLED;
        stalls = stalled ? stalls + 1 : 0;
        if (stalls == STALLS) {
            throw cures.stalled(model, limit);
        }
        switch (answer) {
            case Answer.Written w when w.done() && !w.filtered() && w.saysSomething() -> someUsable = true;
            case Answer.TooLong t -> {
                // Refused before the model saw it: says nothing about the model.
            }
            case Answer.Written w -> unusable++;
            case Answer.Spoiled s -> unusable++;
        }
        if (!someUsable && unusable == FIRST_ANSWERS && hopeless == Hopeless.FAILS) {
            throw cures.hopeless(model, FIRST_ANSWERS, answer);
        }
    }
}
