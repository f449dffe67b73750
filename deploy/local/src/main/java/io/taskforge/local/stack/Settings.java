package io.taskforge.local.stack;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment asks for. The variables are the services' own, so that the same ones steer the launcher and a deployment.
 *
 * @param database a server of the user's own instead of the embedded one
 * @param amqpUrl likewise
 * @param keyPepper instead of the folder's own, for keys that an existing database already holds
 * @param javaOptions for the two services' JVMs, after the launcher's own, which suit a small machine and a quick start
 * @param ollamaUrl of the model's server, whichever it is
 * @param modelKey a bearer token for it
 * @param environment what the services take themselves to be in; on one machine that is not production unless somebody says so
 * @param tokenSigningKey instead of the folder's own, so that several api-services take each other's tokens
 */
public record Settings(
        Optional<PostgresUrl> database,
        Optional<String> amqpUrl,
        Optional<String> keyPepper,
        Optional<String> tokenSigningKey,
        List<String> javaOptions,
        Engine engine,
        String model,
        Provider provider,
        URI ollamaUrl,
        Optional<String> modelKey,
        String environment) {

    /** What protocol the model's server speaks. */
    public enum Provider {
        OLLAMA("Ollama"),
        OPENAI("the OpenAI-compatible server");

        private final String server;

        Provider(String server) {
            this.server = server;
        }

        /** Such a server, in words. */
        public String server() {
            return server;
        }
    }

    /** Which engine drafts: {@code AUTO} takes the model when it is there, else the rules. */
    public enum Engine {
        AUTO,
        MODEL,
        RULES;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws Refusal when a variable's value makes no sense; passwords are not repeated
     */
    public static Settings from(Map<String, String> environment) {
        return new Settings(
                secret(environment, Secret.DATABASE_URL)
                        .map(url -> database(url, value(environment, "TASKFORGE_DATABASE_CA_FILE"))),
                secret(environment, Secret.AMQP_URL).map(Settings::amqp),
                secret(environment, Secret.KEY_PEPPER).map(Settings::pepper),
                secret(environment, Secret.TOKEN_SIGNING_KEY).map(Settings::tokenKey),
                value(environment, "TASKFORGE_JAVA_OPTIONS")
                        .map(options -> List.of(options.strip().split("\\s+", -1)))
                        .orElse(List.of()),
                engine(value(environment, "TASKFORGE_ENGINE").orElse("auto")),
                value(environment, "TASKFORGE_MODEL").orElse("qwen3:1.7b"),
                provider(value(environment, "TASKFORGE_MODEL_PROVIDER").orElse("ollama")),
                modelServer(environment),
                secret(environment, Secret.MODEL_API_KEY),
                value(environment, "TASKFORGE_ENVIRONMENT").orElse("development"));
    }

    /** From its variable or the file that another one names, as the services read it. */
    private static Optional<String> secret(Map<String, String> environment, Secret secret) {
        try {
            return secret.in(environment::get);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(e.getMessage());
        }
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static PostgresUrl database(String text, Optional<String> ca) {
        try {
            PostgresUrl url = PostgresUrl.parse(text);
            return ca.map(url::verifiedBy).orElse(url);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage("TASKFORGE_DATABASE_URL cannot be read. " + e.getMessage());
        }
    }

    private static String amqp(String text) {
        try {
            URI uri = URI.create(text);
            if (("amqp".equals(uri.getScheme()) || "amqps".equals(uri.getScheme())) && uri.getHost() != null) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, without the text: it may hold a password.
        }
        throw Refusal.usage(
                "TASKFORGE_AMQP_URL cannot be read. A broker URL looks like amqp://user:password@host:5672.");
    }

    private static String pepper(String text) {
        if (Pepper.parse(text).isEmpty()) {
            throw Refusal.usage(
                    "TASKFORGE_KEY_PEPPER must be at least 64 hexadecimal digits; `openssl rand -hex 32` makes one.");
        }
        return text;
    }

    private static String tokenKey(String text) {
        if (!TokenSigningKey.isOne(text)) {
            throw Refusal.usage("TASKFORGE_TOKEN_SIGNING_KEY must be a P-256 private key as PKCS#8 in PEM;"
                    + " `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256` makes one.");
        }
        return text;
    }

    private static Engine engine(String text) {
        for (Engine engine : Engine.values()) {
            if (engine.wireName().equals(text)) {
                return engine;
            }
        }
        throw Refusal.usage("TASKFORGE_ENGINE is auto, model or rules, not \"" + text + "\".");
    }

    private static Provider provider(String text) {
        for (Provider provider : Provider.values()) {
            if (provider.name().toLowerCase(Locale.ROOT).equals(text)) {
                return provider;
            }
        }
        throw Refusal.usage("TASKFORGE_MODEL_PROVIDER is ollama or openai, not \"" + text + "\".");
    }

    private static URI modelServer(Map<String, String> environment) {
        Optional<String> any = value(environment, "TASKFORGE_MODEL_URL");
        String setting = any.isPresent() ? "TASKFORGE_MODEL_URL" : "TASKFORGE_OLLAMA_URL";
        return url(setting, any.or(() -> value(environment, setting)).orElse("http://127.0.0.1:11434"));
    }

    private static URI url(String setting, String text) {
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw Refusal.usage(setting + " is an http URL such as http://127.0.0.1:11434, not \"" + text + "\".");
    }
}
