package io.taskforge.worker.chat;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.ingest.Script;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Asks the model one question at a time. A server that is away or answers with an error is asked once more after a pause, and is then
 * {@link Code#MODEL_UNAVAILABLE}. For one drafter, on one thread.
 */
final class OllamaChat implements Chat {

    private static final Logger LOG = Logger.getLogger(OllamaChat.class);
    private static final double TOP_P = 0.8;
    private static final int TOP_K = 20;
    private static final int MODEL_NAME_LIMIT = 128;

    private final ModelConfig config;
    private final Provenance provenance;
    private final String modelName;
    private final int window;
    private final OllamaWire wire;
    private final ChatModel model;
    private final Pause pause;

    OllamaChat(HttpClient http, ModelConfig config, Provenance provenance, int window, Pause pause) {
        this.config = config;
        this.provenance = provenance;
        modelName = provenance.model();
        this.window = window;
        this.pause = pause;
        wire = new OllamaWire(new HttpExchange(http, config.callTimeout(), config.answerLimit()));
        model = OllamaChatModel.builder()
                .httpClientBuilder(wire.asBuilder())
                .baseUrl(config.url().toString())
                .modelName(modelName)
                .timeout(config.callTimeout())
                .maxRetries(0)
                .build();
    }

    @Override
    public Answer ask(ChatCall call) {
        return switch (attempt(call)) {
            case Outcome.Answered answered -> answered.answer();
            case Outcome.Retry first -> {
                waitBefore(first);
                yield switch (attempt(call)) {
                    case Outcome.Answered answered -> answered.answer();
                    case Outcome.Retry second ->
                        throw new DraftingFailure(
                                Code.MODEL_UNAVAILABLE, "Ollama at " + config.url() + " failed twice: " + second.why());
                };
            }
        };
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    private sealed interface Outcome {
        record Answered(Answer answer) implements Outcome {}

        record Retry(String why, Optional<Duration> retryAfter) implements Outcome {}
    }

    private Outcome attempt(ChatCall call) {
        if (Thread.currentThread().isInterrupted()) {
            throw new DraftingInterrupted();
        }
        try {
            wire.constrainTo(call.schema());
            model.chat(request(call));
            log(wire.last());
            return new Outcome.Answered(wire.last());
        } catch (RuntimeException e) {
            Optional<CallFault.Reason> fault = CallFault.in(e);
            if (fault.isPresent()) {
                return ofFault(fault.get());
            }
            if (wire.last() != null) {
                // The wire has read the answer already; what LangChain4j stumbles over is no more than an odd field.
                return new Outcome.Answered(wire.last());
            }
            throw new DraftingFailure(Code.INTERNAL_ERROR, "the model could not be asked: " + e.getMessage(), e);
        }
    }

    /** Figures only: neither prompt nor answer is ever logged. */
    private void log(Answer.Written answer) {
        LOG.debugf(
                "%s answered: %s tokens in, %s out, %s, %s",
                modelName,
                answer.promptTokens().map(String::valueOf).orElse("?"),
                answer.completionTokens().map(String::valueOf).orElse("?"),
                answer.modelTime().map(t -> t.toMillis() + " ms").orElse("no time given"),
                answer.doneReason().orElse("no reason given"));
    }

    private Outcome ofFault(CallFault.Reason fault) {
        return switch (fault) {
            case CallFault.Interrupted i -> throw new DraftingInterrupted();
            case CallFault.TimedOut t ->
                throw new DraftingFailure(
                        Code.GENERATION_TIMEOUT,
                        "the model's answer was not complete after " + t.after().toSeconds()
                                + " s (taskforge.model.call-timeout)");
            case CallFault.Away away -> new Outcome.Retry(away.what(), Optional.empty());
            case CallFault.Unreadable u -> new Outcome.Answered(new Answer.Spoiled(u.what()));
            case CallFault.Status status -> ofStatus(status);
        };
    }

    private Outcome ofStatus(CallFault.Status status) {
        OllamaError error = OllamaError.parse(status.body());
        if (error.exceedsWindow()) {
            return new Outcome.Answered(new Answer.TooLong());
        }
        if (error.abortedOnRepetition()) {
            return new Outcome.Answered(new Answer.Spoiled("the server broke off a repetition"));
        }
        String said = "HTTP " + status.status() + ", " + error.message();
        return switch (status.status()) {
            case 404 -> throw notFound(error);
            case 401, 403 ->
                throw new DraftingFailure(
                        Code.MODEL_UNAVAILABLE, config.url() + " does not let TaskForge in (" + said + ")");
            case 408, 429, 499 -> new Outcome.Retry(said, status.retryAfter());
            default -> {
                if (status.status() >= 500 || status.status() < 400) {
                    yield new Outcome.Retry(said, status.retryAfter());
                }
                throw new DraftingFailure(Code.INTERNAL_ERROR, "Ollama refused the request: " + said);
            }
        };
    }

    private DraftingFailure notFound(OllamaError error) {
        return error.fromOllama()
                ? new DraftingFailure(
                        Code.MODEL_NOT_FOUND,
                        "Ollama at " + config.url() + " no longer has " + Script.oneLine(modelName, MODEL_NAME_LIMIT)
                                + ": " + OllamaProbe.remedy(modelName))
                : new DraftingFailure(
                        Code.MODEL_UNAVAILABLE,
                        config.url() + " answers, but not as Ollama does: check TASKFORGE_OLLAMA_URL");
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

    private ChatRequest request(ChatCall call) {
        return ChatRequest.builder()
                .messages(SystemMessage.from(call.system()), UserMessage.from(call.user()))
                .parameters(OllamaChatRequestParameters.builder()
                        .modelName(modelName)
                        .temperature(call.temperature())
                        .topP(TOP_P)
                        .topK(TOP_K)
                        .seed(call.seed())
                        .numCtx(window)
                        .maxOutputTokens(call.numPredict())
                        .keepAlive((int) config.keepAlive().toSeconds())
                        // Unset, a model that can think does, for minutes, before the first useful token.
                        .think(false)
                        .build())
                .build();
    }
}
