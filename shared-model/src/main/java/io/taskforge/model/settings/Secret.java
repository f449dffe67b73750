package io.taskforge.model.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The settings that nobody else may know. Each may stand in a file instead, which its variable with {@code _FILE} behind it names: an
 * environment is shown by more tools than a file is.
 */
public enum Secret {
    /** Holds the password of the database. */
    DATABASE_URL("taskforge.database-url"),

    /** Holds the password of the broker. */
    AMQP_URL("taskforge.amqp-url"),

    /** What stands between the hashes of API keys and whoever has read them. */
    KEY_PEPPER("taskforge.key-pepper"),

    /** Signs access tokens. */
    TOKEN_SIGNING_KEY("taskforge.token.signing-key"),

    /** Verifies those of before a change. */
    TOKEN_PREVIOUS_KEY("taskforge.token.previous-key"),

    /** Opens the model's server. */
    MODEL_API_KEY("taskforge.model.api-key");

    private static final String FILE = "-file";

    private final String property;

    Secret(String property) {
        this.property = property;
    }

    /** As the configuration names it. */
    String property() {
        return property;
    }

    /** As the environment names it, such as {@code TASKFORGE_DATABASE_URL}. */
    public String variable() {
        return variable(property);
    }

    /** The variable that names its file, such as {@code TASKFORGE_DATABASE_URL_FILE}. */
    public String fileVariable() {
        return variable(property + FILE);
    }

    /**
     * From an environment.
     *
     * @param environment gives the value of a variable, or null
     * @return empty when neither the variable nor its file is set
     * @throws IllegalArgumentException when both are set, or the file holds nothing or cannot be read; the message says what to do and
     *     never holds the secret
     */
    public Optional<String> in(UnaryOperator<String> environment) {
        return value(environment.apply(variable()), environment.apply(fileVariable()));
    }

    /** As {@link #in}, from a configuration, whose names are {@link #property} and the same with {@code -file}. */
    Optional<String> configured(UnaryOperator<String> configuration) {
        return value(configuration.apply(property), configuration.apply(property + FILE));
    }

    private Optional<String> value(String set, String file) {
        if (isBlank(file)) {
            return isBlank(set) ? Optional.empty() : Optional.of(set);
        }
        if (!isBlank(set)) {
            throw new IllegalArgumentException("Set " + variable() + " or " + fileVariable() + ", not both.");
        }
        return Optional.of(SettingFile.text(fileVariable(), Path.of(file.strip())));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static String variable(String property) {
        return property.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
