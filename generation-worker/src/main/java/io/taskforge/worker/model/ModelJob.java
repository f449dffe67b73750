package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.chat.Chat;
import io.taskforge.worker.chat.ChatCall;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.ingest.SpecDocument;
import java.util.Optional;

/** What the steps of one job share: the way to the model, what it may cost, who stands in, and what is to be told. */
final class ModelJob implements AutoCloseable {

    private final Chat chat;
    private final Hopeless hopeless;
    private final SpecDocument spec;
    private final GenerationOptions options;
    private final DraftingEngine rulesEngine;
    private final Allowance allowance;
    private final Seeds seeds;
    private final Prompts prompts;
    private final Tally tally = new Tally();
    private final Notes notes = new Notes();
    private final Answers answers;
    private final SecondTries secondTries = new SecondTries();
    private final Grounding grounding;
    private Optional<DraftingFailure> stopped = Optional.empty();
    private Drafter rules;
    private int unwritten;

    ModelJob(
            Chat chat,
            SpecDocument spec,
            GenerationOptions options,
            DraftingEngine rulesEngine,
            Hopeless hopeless,
            AnswerObserver observer) {
        this.chat = chat;
        this.hopeless = hopeless;
        this.spec = spec;
        this.options = options;
        this.rulesEngine = rulesEngine;
        answers = new Answers(observer);
        allowance = new Allowance(options);
        seeds = Seeds.of(spec, options);
        prompts = new Prompts(spec, options, seeds, chat::window);
        grounding = new Grounding(spec);
    }

    /**
     * Asks for something that has to be written.
     *
     * @return empty when question and answer do not fit the window
     * @throws DraftingFailure also {@link Code#BUDGET_EXHAUSTED}, when the model may write no more
     */
    Optional<Answer> ask(Answers.Asked about, ChatCall call) {
        if (allowance.usedUp()) {
            throw budgetUsedUp();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new DraftingInterrupted();
        }
        ChatCall affordable = allowance.within(call);
        answers.asked(about);
        Answer answer = asked(affordable);
        tally.answered(answer);
        allowance.spend(affordable, answer);
        return Optional.of(answer).filter(a -> !(a instanceof Answer.TooLong));
    }

    private Answer asked(ChatCall call) {
        try {
            Answer answer = chat.ask(call);
            switch (answer) {
                case Answer.Written written -> answers.came(written);
                // Not asked at all.
                case Answer.Spoiled spoiled when spoiled.how() == Answer.Spoil.GIVEN_UP -> {}
                case Answer.Spoiled spoiled -> answers.came(spoiled);
                case Answer.TooLong tooLong ->
                    tooLong.wasted().ifPresent(written -> {
                        answers.came(written);
                        answers.unusable(Flaw.DOES_NOT_FIT.words(), Optional.empty());
                    });
            }
            return answer;
        } catch (DraftingFailure failure) {
            // The job may have failed over this very answer.
            chat.last().ifPresent(answers::came);
            answers.unusable(failure.getMessage(), Optional.empty());
            throw failure;
        }
    }

    /**
     * As {@link #ask}, for what tickets can do without: where it would end the job, it is left out instead, and so is all of its kind that
     * comes later. Minutes of drafting are not thrown away for a summary.
     *
     * @param before what is not reached then, for a person
     */
    Optional<Answer> askIfPossible(Answers.Asked about, ChatCall call, String before) {
        if (stopped.isEmpty()) {
            try {
                return ask(about, call);
            } catch (DraftingFailure failure) {
                stopped = Optional.of(failure);
            }
        }
        notes.leftOut(before, stopped.get());
        return Optional.empty();
    }

    /** Whether there is still a model to ask: the server was not lost, and the budget is not used up. */
    boolean mayAsk() {
        return stopped.isEmpty() && !allowance.usedUp();
    }

    /** Whether a ticket may be asked for again; counts it when it may. */
    boolean takeSecondTry() {
        boolean may = mayAsk() && secondTries.take();
        if (may) {
            tally.askedAgain();
        }
        return may;
    }

    void outlined(int tickets) {
        secondTries.outlined(tickets);
        unwritten += tickets;
    }

    /**
     * One more ticket has its body.
     *
     * @throws DraftingFailure after the last, when the rules had to write everything and nobody allowed that beforehand
     */
    void written() {
        unwritten--;
        if (unwritten == 0 && hopeless == Hopeless.FAILS && tally.noneByModel()) {
            throw new DraftingFailure(
                    Code.MODEL_OUTPUT_INVALID, tally.reason() + ": name a larger model, or set TASKFORGE_ENGINE=auto");
        }
    }

    DraftingFailure budgetUsedUp() {
        return new DraftingFailure(
                Code.BUDGET_EXHAUSTED,
                "the budget of " + options.budget().maxOutputTokens()
                        + " output tokens is used up: raise options.budget.max_output_tokens, or ask for fewer or shorter tickets");
    }

    DraftingFailure tooLong() {
        return new DraftingFailure(
                Code.CONTEXT_LENGTH_EXCEEDED,
                "one statement and its ticket do not fit the window of " + chat.window()
                        + " tokens: raise taskforge.model.num-ctx, or use a model with a larger window");
    }

    Drafter rules() {
        if (rules == null) {
            rules = rulesEngine.open(spec, options);
        }
        return rules;
    }

    boolean inOtherLanguage(String words) {
        return Language.drifted(prompts.languageTag(), words);
    }

    Prompts prompts() {
        return prompts;
    }

    Tally tally() {
        return tally;
    }

    Notes notes() {
        return notes;
    }

    Answers answers() {
        return answers;
    }

    Grounding grounding() {
        return grounding;
    }

    Chat chat() {
        return chat;
    }

    int seed() {
        return seeds.base();
    }

    @Override
    public void close() {
        answers.close();
        if (rules != null) {
            rules.close();
            rules = null;
        }
    }
}
