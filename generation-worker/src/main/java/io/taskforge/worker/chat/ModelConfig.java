package io.taskforge.worker.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** The model and its server. */
@ConfigMapping(prefix = "taskforge.model")
public interface ModelConfig {

    /** Where Ollama answers, without a path. A proxy in front of it must allow answers that take as long as {@link #callTimeout()}. */
    @WithDefault("http://127.0.0.1:11434")
    URI url();

    /** The model of jobs that name none, as {@code ollama list} prints it. */
    @WithDefault("qwen3:1.7b")
    String name();

    /**
     * The window in tokens, for prompt and answer together. Larger: fewer and longer calls, more memory on the server. Every call
     * uses this one value, because Ollama loads the model anew whenever it changes.
     */
    @WithDefault("8192")
    int numCtx();

    /** From request to the last byte of the answer. Longer than the slowest honest call, or jobs on slow machines end in a timeout. */
    @WithDefault("5m")
    Duration callTimeout();

    /** How long to try to reach the server before it counts as away. */
    @WithDefault("3s")
    Duration connectTimeout();

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
