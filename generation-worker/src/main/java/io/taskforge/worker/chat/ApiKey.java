package io.taskforge.worker.chat;

import java.util.Optional;

/** What lets TaskForge in at a server that asks. It stands in a header and nowhere else: no message and no log ever holds it. */
final class ApiKey {

    private ApiKey() {}

    /**
     * Without the line break that a file of secrets ends with.
     *
     * @throws IllegalArgumentException when no header can carry it; the JDK's client would refuse it too, and quote it
     */
    static Optional<String> of(ModelConfig config) {
        Optional<String> key = config.apiKey().map(String::strip).filter(k -> !k.isEmpty());
        if (key.isPresent() && !key.get().chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "taskforge.model.api-key (TASKFORGE_MODEL_API_KEY) holds characters that no header can carry");
        }
        return key;
    }

    /** The value of {@code Authorization}. */
    static Optional<String> bearer(ModelConfig config) {
        return of(config).map(key -> "Bearer " + key);
    }
}
