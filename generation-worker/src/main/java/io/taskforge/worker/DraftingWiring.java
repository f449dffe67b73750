package io.taskforge.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskforge.worker.chat.CallMeter;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.ModelConfig;
import io.taskforge.worker.chat.Pause;
import io.taskforge.worker.drafting.DraftingPipeline;
import io.taskforge.worker.model.EngineChoice;
import io.taskforge.worker.model.EngineSelection;
import io.taskforge.worker.model.ModelEngine;
import io.taskforge.worker.rules.RulesEngine;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the drafting together. The pipeline and the engines are plain Java and know no container. */
class DraftingWiring {

    private static final String STAND_IN = "the model left units unusable";

    @Produces
    @Singleton
    static DraftingPipeline pipeline() {
        return new DraftingPipeline(InstantSource.system());
    }

    @Produces
    @Singleton
    static EngineSelection engines(
            @ConfigProperty(name = "taskforge.engine") EngineChoice choice, ModelConfig config, MeterRegistry meters) {
        RulesEngine rules = new RulesEngine(STAND_IN);
        CallMeter calls = new CallMeter(meters, config.provider());
        ModelEngine model = new ModelEngine(config, rules, hopeless(choice), Pause::rest, calls);
        return new EngineSelection(choice, model, RulesEngine::new);
    }

    /** Where the rules may draft a job whole, they may also do so when the model turns out to be of no use. */
    private static Hopeless hopeless(EngineChoice choice) {
        return switch (choice) {
            case AUTO -> Hopeless.IS_LEFT_TO_THE_RULES;
            case MODEL, RULES -> Hopeless.FAILS;
        };
    }
}
