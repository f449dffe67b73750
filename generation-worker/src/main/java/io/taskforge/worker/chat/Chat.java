package io.taskforge.worker.chat;

import dev.langchain4j.model.chat.ChatModel;
import io.taskforge.model.failpoint.Failpoint;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingInterrupted;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * The questions of one job to one model, one at a time. A server that is away or answers with an error of its own is asked once more
 * after a pause, and then the job fails; an answer that the model spoiled is the caller's, who asks again or does without, unless none
 * is any better ({@link Streak}). For one thread.
 */
public final class Chat {

    private static final Logger LOG = Logger.getLogger(Chat.class);

    private final ModelConfig config;
    private final Cures cures;
    private final Dialect dialect;
    private final Turns turns;
    private final Pause pause;
    private final Wire wire;
    private final ChatModel model;
    private final Streak streak;
    private final CallObserver observer;
    private Provenance provenance;
    private int window;
    private boolean watching = true;

    /** Null when the question that was put last got none. */
    private Answer last;

    Chat(
            ModelConfig config,
            HttpExchange exchange,
            Dialect dialect,
            Turns turns,
            Pause pause,
            Provenance provenance,
            int window,
            Hopeless hopeless,
            CallObserver observer) {
        this.config = config;
        this.dialect = dialect;
        this.turns = turns;
        this.pause = pause;
        this.provenance = provenance;
        this.window = window;
        this.observer = observer;
        cures = Cures.of(config);
        wire = new Wire(exchange, dialect);
        model = dialect.model(wire.asBuilder());
        streak = new Streak(cures, provenance.model(), hopeless);
        LOG.infof(
                "%s on %s (%s), digest %s, window %d",
                provenance.model(),
                provenance.server(),
                Addresses.shown(config.url()),
                provenance.digest().orElse("not told"),
                window);
    }

    /** Tokens for a question and its answer together, as far as is known by now; shrinks when the server says that it has fewer. */
    public int window() {
        return window;
    }

    /** What answers. */
    public Provenance provenance() {
        return provenance;
    }

    /**
     * A question that does not fit the window is not sent.
     *
     * @throws DraftingFailure when there is no working server or no such model, when answers take too long again and again, or when
     *     none of the first can be used
     * @throws DraftingInterrupted when the thread was interrupted; the connection is closed then, which ends the generation
     */
    public Answer ask(ChatCall call) {
        last = null;
        Optional<Answer> givenUp = streak.givenUp();
        if (givenUp.isPresent()) {
            return givenUp.get();
        }
        if (!new TokenBudget(window).holds(call)) {
            return new Answer.TooLong();
        }
        Answer answer = asked(call);
        last = answer;
        Failpoint.WORKER_AFTER_LLM.pass();
        if (answer instanceof Answer.Written written) {
            look();
            if (truncated(call, written)) {
                return new Answer.TooLong(Optional.of(written));
            }
        }
        streak.after(answer, limit(call));
        return answer;
    }

    /** What came back from the question that was put last, also when the job failed over it. */
    public Optional<Answer> last() {
        return Optional.ofNullable(last);
    }

    private Answer asked(ChatCall call) {
        return switch (turns.take(() -> attempt(call))) {
            case Outcome.Answered answered -> answered.answer();
            case Outcome.Retry first -> {
                waitBefore(first);
                yield switch (turns.take(() -> attempt(call))) {
                    case Outcome.Answered answered -> answered.answer();
                    case Outcome.Retry second -> throw cures.unavailable(second.why());
                };
            }
        };
    }

    private sealed interface Outcome {
        record Answered(Answer answer) implements Outcome {}

        record Retry(String why, Optional<Duration> retryAfter) implements Outcome {}
    }

    private Outcome attempt(ChatCall call) {
        if (Thread.currentThread().isInterrupted()) {
            throw new DraftingInterrupted();
        }
        long begun = System.nanoTime();
        CallObserver.Ending ending = CallObserver.Ending.FAILED;
        try {
            Outcome outcome = sent(call);
            ending = ending(outcome);
            return outcome;
        } catch (DraftingInterrupted e) {
            ending = CallObserver.Ending.INTERRUPTED;
            throw e;
        } finally {
            Optional<Answer.Written> written = Optional.ofNullable(wire.last());
            observer.ended(new CallObserver.Call(
                    config.provider(),
                    ending,
                    Duration.ofNanos(System.nanoTime() - begun),
                    written.flatMap(Answer.Written::promptTokens),
                    written.flatMap(Answer.Written::completionTokens)));
        }
    }

    private static CallObserver.Ending ending(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Retry retry -> CallObserver.Ending.UNAVAILABLE;
            case Outcome.Answered(Answer.Written written) -> CallObserver.Ending.ANSWERED;
            case Outcome.Answered(Answer.TooLong tooLong) -> CallObserver.Ending.TOO_LONG;
            case Outcome.Answered(Answer.Spoiled spoiled) ->
                spoiled.how() == Answer.Spoil.STALLED ? CallObserver.Ending.STALLED : CallObserver.Ending.SPOILED;
        };
    }

    private Outcome sent(ChatCall call) {
        try {
            Answer.Written answer = CallSpan.around(provenance, config.url(), call, () -> written(call));
            log(answer);
            return new Outcome.Answered(answer);
        } catch (RuntimeException e) {
            Optional<CallFault.Reason> fault = CallFault.in(e);
            if (fault.isPresent()) {
                return ofFault(fault.get(), call);
            }
            throw new DraftingFailure(Code.INTERNAL_ERROR, "the model could not be asked: " + e.getMessage(), e);
        }
    }

    private Answer.Written written(ChatCall call) {
        wire.about(call, limit(call));
        try {
            model.chat(dialect.request(call));
        } catch (RuntimeException e) {
            if (wire.last() == null || CallFault.in(e).isPresent()) {
                throw e;
            }
            // The wire has read the answer already; what LangChain4j stumbles over is no more than an odd field.
        }
        return wire.last();
    }

    private Duration limit(ChatCall call) {
        return limit(config, call.numPredict());
    }

    /** From the request to the last byte: a call that is not streamed answers none before it is done. */
    static Duration limit(ModelConfig config, int numPredict) {
        return config.startTimeout().plus(config.timePerToken().multipliedBy(numPredict));
    }

    /** Figures only: neither prompt nor answer is ever logged. */
    private void log(Answer.Written answer) {
        LOG.debugf(
                "%s answered: %s tokens in, %s out, %s, %s",
                provenance.model(),
                answer.promptTokens().map(String::valueOf).orElse("?"),
                answer.completionTokens().map(String::valueOf).orElse("?"),
                answer.modelTime().map(t -> t.toMillis() + " ms").orElse("no time given"),
                answer.doneReason().orElse("no reason given"));
    }

    private Outcome ofFault(CallFault.Reason fault, ChatCall call) {
        return switch (fault) {
            case CallFault.Interrupted i -> throw new DraftingInterrupted();
            case CallFault.TimedOut t ->
                spoiled(Answer.Spoil.STALLED, "not complete after " + t.after().toSeconds() + " s");
            case CallFault.Away away -> new Outcome.Retry(cures.away(away, config.connectTimeout()), Optional.empty());
            case CallFault.Unreadable u -> spoiled(Answer.Spoil.GARBAGE, u.what());
            case CallFault.Reported r -> spoiled(Answer.Spoil.REPORTED, ServerError.unquoted(r.error(), call));
            case CallFault.Status status ->
                ofStatus(status, ServerError.parse(status.body()).unquoting(call));
        };
    }

    private static Outcome spoiled(Answer.Spoil how, String why) {
        return new Outcome.Answered(new Answer.Spoiled(how, why));
    }

    private Outcome ofStatus(CallFault.Status status, ServerError error) {
        switch (error.kind()) {
            case TOO_LONG -> {
                learn(error.window());
                return new Outcome.Answered(new Answer.TooLong());
            }
            case REPETITION -> {
                return spoiled(Answer.Spoil.REPETITION, error.message());
            }
            case FILTERED -> {
                return new Outcome.Answered(filtered());
            }
            case NO_SUCH_MODEL, LOAD_FAILED, CRASHED, OTHER -> {
                // What they mean depends on the status.
            }
        }
        return switch (status.status()) {
            case 404, 405 -> {
                if (error.ofServer()) {
                    throw cures.gone(provenance.model(), ModelNames.cure(config.provider(), provenance.model()));
                }
                throw cures.unavailable(cures.stranger());
            }
            case 401, 403 -> throw cures.unavailable(cures.status(status, error));
            case 408, 429, 499 -> new Outcome.Retry(cures.status(status, error), status.retryAfter());
            default -> {
                if (status.status() >= 500) {
                    yield new Outcome.Retry(cures.status(status, error), status.retryAfter());
                }
                if (status.status() < 400) {
                    throw cures.unavailable(cures.status(status, error));
                }
                throw cures.refused("HTTP " + status.status() + ", " + error.message());
            }
        };
    }

    private static Answer filtered() {
        return new Answer.Written(
                "", true, Optional.of("content_filter"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The server's own word on its window; questions to come are made to fit, and larger ones count as too long. */
    private void learn(OptionalInt serverWindow) {
        if (serverWindow.isPresent() && serverWindow.getAsInt() < window) {
            LOG.infof("%s has a window of %d tokens and not %d", provenance.model(), serverWindow.getAsInt(), window);
            window = serverWindow.getAsInt();
        }
    }

    /** Whether what answered is still what the job began with, and what window it was given. */
    private void look() {
        if (!watching) {
            return;
        }
        Optional<Dialect.Running> running = dialect.running();
        if (running.isEmpty()) {
            watching = false;
            return;
        }
        learn(running.get().window());
        Optional<String> now = running.get().digest();
        if (now.isPresent() && provenance.digest().isPresent() && !now.equals(provenance.digest())) {
            LOG.warnf(
                    "the files of %s changed while a job ran (%s, now %s): its drafts cannot be repeated",
                    provenance.model(), provenance.digest().get(), now.get());
            provenance = provenance.changed();
        }
    }

    private boolean truncated(ChatCall call, Answer.Written answer) {
        String prompt = call.system() + call.user();
        return answer.promptTokens()
                .filter(counted -> SilentTruncation.suspected(window, prompt, counted, dialect.countsWholePrompts()))
                .isPresent();
    }

    private void waitBefore(Outcome.Retry retry) {
        long least = config.retryPause().toMillis();
        Duration jittered =
                Duration.ofMillis(least + ThreadLocalRandom.current().nextLong(least + 1));
        Duration asked = retry.retryAfter().orElse(Duration.ZERO);
        try {
            pause.of(asked.compareTo(jittered) > 0 ? asked : jittered);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DraftingInterrupted();
        }
    }
}
