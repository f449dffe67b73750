package io.taskforge.worker.chat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of a test: those of the product, but patient with a slow machine. */
public record Settings(
        URI url,
        Provider provider,
        int numCtx,
        Duration startTimeout,
        Duration idleTimeout,
        int parallelCalls,
        Optional<String> apiKey)
        implements ModelConfig {

    public static Settings of(URI url) {
        return new Settings(
                url, Provider.OLLAMA, 8_192, Duration.ofSeconds(60), Duration.ofSeconds(60), 1_000, Optional.empty());
    }

    public Settings speaking(Provider protocol) {
        return new Settings(url, protocol, numCtx, startTimeout, idleTimeout, parallelCalls, apiKey);
    }

    public Settings withWindow(int tokens) {
        return new Settings(url, provider, tokens, startTimeout, idleTimeout, parallelCalls, apiKey);
    }

    /** For every call, however much it may write. */
    public Settings withCallTimeout(Duration timeout) {
        return new Settings(url, provider, numCtx, timeout, idleTimeout, parallelCalls, apiKey);
    }

    public Settings withIdleTimeout(Duration timeout) {
        return new Settings(url, provider, numCtx, startTimeout, timeout, parallelCalls, apiKey);
    }

    public Settings withParallelCalls(int calls) {
        return new Settings(url, provider, numCtx, startTimeout, idleTimeout, calls, apiKey);
    }

    public Settings withApiKey(String key) {
        return new Settings(url, provider, numCtx, startTimeout, idleTimeout, parallelCalls, Optional.of(key));
    }

    @Override
    public String name() {
        return "qwen3:1.7b";
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration timePerToken() {
        return Duration.ZERO;
    }

    @Override
    public Duration probeTimeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Duration keepAlive() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Duration retryPause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int answerLimit() {
        return 2_000_000;
    }
}
