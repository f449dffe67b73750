package io.taskforge.eval.contender;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.chat.ChatCall;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.ModelConfig;
import io.taskforge.worker.chat.ModelServer;
import io.taskforge.worker.chat.Pause;
import io.taskforge.worker.chat.Readiness;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.model.ModelEngine;
import io.taskforge.worker.rules.RulesEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The model, as the product asks it: the engine, and the seam below it for a single question. The one place that knows how the worker
 * puts them together.
 */
public final class ModelSeam {

    /** Later ones win. */
    private static final int DEFAULTS = 250;

    private static final int ENVIRONMENT = 300;
    private static final int COMMAND_LINE = 500;

    /** Above the plain converter, which does not know "5m". */
    private static final int DURATIONS = 200;

    private final ModelConfig config;

    private ModelSeam(ModelConfig config) {
        this.config = config;
    }

    /**
     * @param url of the server; empty for what the worker would take, {@code TASKFORGE_OLLAMA_URL} or its default
     * @param model empty for {@code TASKFORGE_MODEL} or the default
     */
    public static ModelSeam configured(Optional<String> url, Optional<String> model) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(System.getenv(), ENVIRONMENT))
                .withSources(workersOwn())
                .withConverter(Duration.class, DURATIONS, new DurationConverter())
                .withMapping(ModelConfig.class);
        url.ifPresent(value -> builder.withSources(option("taskforge.model.url", value)));
        model.ifPresent(value -> builder.withSources(option("taskforge.model.name", value)));
        return new ModelSeam(builder.build().getConfigMapping(ModelConfig.class));
    }

    private static PropertiesConfigSource option(String name, String value) {
        return new PropertiesConfigSource(Map.of(name, value), "command line " + name, COMMAND_LINE);
    }

    private static PropertiesConfigSource workersOwn() {
        try {
            return new PropertiesConfigSource(ModelConfig.class.getResource("/application.properties"), DEFAULTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DraftingEngine engine() {
        return new ModelEngine(config, new RulesEngine("the model left units unusable"));
    }

    public Contender pipeline() {
        return new Pipeline("model", engine());
    }

    public Contender singleShot() {
        ModelServer server = ModelServer.of(config, Pause::rest);
        return new SingleShot(call -> switch (server.probe(config.name())) {
            case Readiness.Ready ready ->
                server.open(config.name(), ready, Hopeless.FAILS).ask(call);
            case Readiness.ModelMissing missing ->
                throw new DraftingFailure(Code.MODEL_NOT_FOUND, missing.reason() + ": " + missing.cure());
            case Readiness.Unreachable away -> throw new DraftingFailure(Code.MODEL_UNAVAILABLE, away.reason());
        });
    }

    /** One question to the model. */
    @FunctionalInterface
    interface Question {
        Answer ask(ChatCall call);
    }
}
