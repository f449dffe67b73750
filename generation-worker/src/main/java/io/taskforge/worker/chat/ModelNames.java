package io.taskforge.worker.chat;

import java.util.Locale;

/** Names of models, as people and servers write them. */
final class ModelNames {

    private ModelNames() {}

    /** Ollama's names are case-insensitive, and a name without a tag means {@code :latest}; a registry's port is no tag. */
    static boolean sameInOllama(String a, String b) {
        return tagged(a).equals(tagged(b));
    }

    private static String tagged(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.indexOf(':', lower.lastIndexOf('/') + 1) < 0 ? lower + ":latest" : lower;
    }

    /** What to do about a model that is not there; the name is left out where a shell should not see it. */
    static String cure(ModelConfig.Provider provider, String model) {
        return switch (provider) {
            case OLLAMA ->
                model.matches("[\\w./:-]+")
                        ? "run `ollama pull " + model + "` there"
                        : "pull it there, or name another in TASKFORGE_MODEL";
            case OPENAI -> "start the server with it, or name one that it has in TASKFORGE_MODEL";
        };
    }
}
