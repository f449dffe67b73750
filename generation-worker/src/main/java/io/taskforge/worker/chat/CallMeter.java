package io.taskforge.worker.chat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts and times the questions to one provider, and what they cost in tokens. */
public final class CallMeter implements CallObserver {

    private final Map<Ending, Timer> timers = new EnumMap<>(Ending.class);
    private final Counter in;
    private final Counter out;

    public CallMeter(MeterRegistry meters, ModelConfig.Provider provider) {
        String word = provider.name().toLowerCase(Locale.ROOT);
        for (Ending ending : Ending.values()) {
            timers.put(
                    ending,
                    Timer.builder("taskforge.model.call")
                            .description("Questions to the model's server, by how they ended, and how long they took.")
                            .tag("provider", word)
                            .tag("outcome", ending.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(5),
                                    Duration.ofSeconds(15),
                                    Duration.ofSeconds(30),
                                    Duration.ofMinutes(1),
                                    Duration.ofMinutes(2),
                                    Duration.ofMinutes(5))
                            .register(meters));
        }
        in = tokens(meters, word, "in");
        out = tokens(meters, word, "out");
    }

    @Override
    public void ended(Call call) {
        timers.get(call.ending()).record(call.took());
        add(in, call.promptTokens());
        add(out, call.completionTokens());
    }

    private static void add(Counter counter, Optional<Long> tokens) {
        tokens.ifPresent(counter::increment);
    }

    private static Counter tokens(MeterRegistry meters, String provider, String direction) {
        return Counter.builder("taskforge.model.tokens")
                .description("Tokens of prompts (in) and answers (out), where the server tells.")
                .tag("provider", provider)
                .tag("direction", direction)
                .register(meters);
    }
}
