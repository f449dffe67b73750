package io.taskforge.worker.chat;

import java.net.URI;
import java.time.Duration;

/** Settings of a test: those of the product, but impatient. */
public record Settings(URI url, int numCtx, Duration callTimeout) implements ModelConfig {

    public static Settings of(URI url) {
        return new Settings(url, 8_192, Duration.ofSeconds(60));
    }

    public Settings withWindow(int tokens) {
        return new Settings(url, tokens, callTimeout);
    }

    public Settings withCallTimeout(Duration timeout) {
        return new Settings(url, numCtx, timeout);
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
