package io.taskforge.eval.contender;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskforge.worker.chat.ChatCall;
import io.taskforge.worker.chat.HttpExchange;
import io.taskforge.worker.chat.ModelConfig;
import io.taskforge.worker.chat.OllamaChat;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.model.ModelEngine;
import io.taskforge.worker.rules.RulesEngine;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The model, as the product asks it: the engine, and the seam below it for a single question. The one place that knows how the worker
 * puts them together.
 */
public final class ModelSeam {

    private final ModelConfig config;

    private ModelSeam(ModelConfig config) {
        this.config = config;
    }

    /**
     * @param url of the server; empty for {@code TASKFORGE_MODEL_URL} or the product's default
     * @param model empty for {@code TASKFORGE_MODEL_NAME} or the product's default
     */
    public static ModelSeam configured(Optional<String> url, Optional<String> model) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultSources().withMapping(ModelConfig.class);
        url.ifPresent(value -> builder.withSources(setting("taskforge.model.url", value)));
        model.ifPresent(value -> builder.withSources(setting("taskforge.model.name", value)));
        return new ModelSeam(builder.build().getConfigMapping(ModelConfig.class));
    }

    private static io.smallrye.config.PropertiesConfigSource setting(String name, String value) {
        // Above the environment, whose ordinal is 300.
        return new io.smallrye.config.PropertiesConfigSource(java.util.Map.of(name, value), "option", 500);
    }

    DraftingEngine engine() {
        return new ModelEngine(config, new RulesEngine("the model left units unusable"));
    }

    public Contender pipeline() {
        return new Pipeline("model", engine());
    }

    public Contender singleShot() {
        return new SingleShot(call -> new OllamaChat(
                        HttpExchange.client(config), config, config.name(), config.numCtx(), ModelSeam::rest)
                .ask(call));
    }

    /** One question to the model. */
    @FunctionalInterface
    interface Question {
        io.taskforge.worker.chat.Answer ask(ChatCall call);
    }

    private static void rest(java.time.Duration time) throws InterruptedException {
        boolean woken = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        assert !woken : "nobody counts this down";
    }
}
