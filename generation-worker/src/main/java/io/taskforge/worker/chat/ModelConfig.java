package io.taskforge.worker.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The model and its server. */
@ConfigMapping(prefix = "taskforge.model")
public interface ModelConfig {

    /** What protocol the server speaks. */
    enum Provider {
        /** Ollama's own, the only one in which a client can choose the window. */
        OLLAMA,
        /** OpenAI's chat completions, as vLLM and llama.cpp's server speak it. */
        OPENAI
    }

    /** Which protocol is spoken; the wrong one ends every job as {@code model_unavailable}. */
    @WithDefault("ollama")
    Provider provider();

    /** Where the server answers, without a path. A proxy in front of it must allow answers that take minutes. */
    @WithDefault("http://127.0.0.1:11434")
    URI url();

    /** A bearer token, for a server or a proxy that asks for one. Sent to {@link #url()} and nowhere else, and never logged. */
    Optional<String> apiKey();

    /** The model of jobs that name none, as {@code ollama list} or {@code /v1/models} prints it. */
    @WithDefault("qwen3:1.7b")
    String name();

    /**
     * The window in tokens, for prompt and answer together; smaller where the model, its Modelfile or the server allows less. Larger:
     * fewer and longer calls, more memory on the server. Every call uses this one value, because Ollama loads the model anew whenever
     * it changes.
     */
    @WithDefault("8192")
    int numCtx();

    /**
     * How many calls this worker makes at a time; more wait here, and their limits of time do not run while they do. More than the server
     * answers at a time ({@code OLLAMA_NUM_PARALLEL}, 1 unless set) wait there instead, and may run into their limits.
     */
    @WithDefault("1")
    int parallelCalls();

    /** How long to try to reach the server before it counts as away. */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * What every call may take before its first token: the wait for others, the load of the model, the reading of the prompt. Nothing is
     * streamed, so no byte tells sooner that a call still works. Shorter than the load of the model, first calls fail.
     */
    @WithDefault("60s")
    Duration startTimeout();

    /** What a call may take beyond that for each token that it may write. Shorter than the machine needs, whole answers are thrown away. */
    @WithDefault("500ms")
    Duration timePerToken();

    /** How long an answer that has begun may stand still. Shorter only gives up a stalled connection sooner. */
    @WithDefault("60s")
    Duration idleTimeout();

    /** For each of the small questions asked before a job: version, models, window. Longer delays the verdict that nobody answers. */
    @WithDefault("3s")
    Duration probeTimeout();

    /** How long Ollama keeps the model in memory after a call. Shorter frees memory; longer spares the next job the load. */
    @WithDefault("10m")
    Duration keepAlive();

    /** The wait before the one retry of a failed call is between this and twice this, at random, so that workers do not retry in step. */
    @WithDefault("1s")
    Duration retryPause();

    /** Larger answers are not read to their end. A drafting answer has a few thousand bytes. */
    @WithDefault("2000000")
    int answerLimit();
}
