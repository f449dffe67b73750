package io.taskforge.worker.chat;

import java.util.Optional;

/**
 * What wrote the answers; with the prompts' version and the seed it lets a draft be repeated.
 *
 * @param provider {@code ollama} or {@code openai}
 * @param server name and version, as it says
 * @param digest of the model's files; empty when the server does not tell, or when they changed while the job ran
 */
public record Provenance(String provider, String server, String model, Optional<String> digest) {

    /** The same when the files were exchanged meanwhile: no digest would be true. */
    Provenance changed() {
        return new Provenance(provider, server, model, Optional.empty());
    }
}
