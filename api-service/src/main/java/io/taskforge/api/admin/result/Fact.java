package io.taskforge.api.admin.result;

import io.taskforge.api.admin.page.TimeText;
import io.taskforge.api.export.ShownText;
import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketsResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Something that is known, under a name. */
record Fact(String name, String value) {

    private static final double PERCENT = 100;

    /** How a result was drafted. */
    static List<Fact> of(TicketsResult result) {
        Generation generation = result.generation();
        List<Fact> facts = new ArrayList<>();
        if (generation != null) {
            add(facts, "Engine", word(generation.engine()));
            add(facts, "Why not the model alone", generation.engineReason());
            add(facts, "Model", generation.model());
            add(facts, "Model digest", generation.modelDigest());
            add(facts, "Provider", generation.provider());
            add(facts, "Prompt version", generation.promptVersion());
            add(facts, "Seed", generation.seed());
            add(facts, "Model calls", generation.modelCalls());
            add(facts, "Repair rounds", generation.repairRounds());
            add(facts, "Tokens read", counted(generation.promptTokens()));
            add(facts, "Tokens written", counted(generation.completionTokens()));
            add(facts, "Finish reason", word(generation.finishReason()));
            add(facts, "Drafting took", TimeText.words(Duration.ofMillis(generation.durationMs())));
            add(facts, "In the queue before", TimeText.words(Duration.ofMillis(generation.queueMs())));
        }
        add(facts, "SHA-256 of the specification", result.source().specSha256());
        return facts;
    }

    /** Of one ticket. */
    static List<Fact> of(TicketMetadata metadata) {
        List<Fact> facts = new ArrayList<>();
        if (metadata != null) {
            add(facts, "Component", metadata.component());
            add(facts, "Milestone", metadata.suggestedMilestone());
            add(facts, "Confidence", percent(metadata.confidence()));
            add(facts, "Drafted by", metadata.engine());
        }
        return facts;
    }

    private static void add(List<Fact> facts, String name, Object value) {
        Stream.ofNullable(value)
                .map(each -> ShownText.line(each.toString()))
                .filter(text -> !text.isEmpty())
                .forEach(text -> facts.add(new Fact(name, text)));
    }

    private static String word(Enum<?> constant) {
        return constant == null
                ? null
                : constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String counted(Long number) {
        return number == null ? "not counted" : String.format(Locale.ROOT, "%,d", number);
    }

    static String percent(Double share) {
        return share == null ? null : String.format(Locale.ROOT, "%.0f %%", share * PERCENT);
    }
}
