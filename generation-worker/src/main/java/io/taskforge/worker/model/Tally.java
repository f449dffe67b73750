package io.taskforge.worker.model;

import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Generation.FinishReason;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.chat.Provenance;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.ingest.Script;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what a job's drafting cost, and who drafted what. */
final class Tally {

    private static final int REASON_LIMIT = 300;

    private int calls;
    private int repairs;
    private int units;
    private int unitsByRules;
    private final Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
    private Optional<Long> promptTokens = Optional.of(0L);
    private Optional<Long> completionTokens = Optional.of(0L);
    private FinishReason worst = FinishReason.STOP;

    void answered(Answer answer) {
        switch (answer) {
            case Answer.Written written -> answered(written);
            // Not asked at all.
            case Answer.Spoiled spoiled when spoiled.how() == Answer.Spoil.GIVEN_UP -> {}
            case Answer.Spoiled spoiled -> {
                calls++;
                promptTokens = Optional.empty();
                completionTokens = Optional.empty();
                worsen(FinishReason.OTHER);
            }
            // Refused before a token was written costs nothing; cut in silence, it was answered all the same.
            case Answer.TooLong tooLong -> tooLong.wasted().ifPresent(this::answered);
        }
    }

    private void answered(Answer.Written written) {
        calls++;
        promptTokens = sum(promptTokens, written.promptTokens());
        completionTokens = sum(completionTokens, written.completionTokens());
        worsen(finishReason(written));
    }

    void askedAgain() {
        repairs++;
    }

    void draftedByModel() {
        units++;
    }

    void draftedByRules(Flaw why) {
        units++;
        unitsByRules++;
        flaws.merge(why, 1, Integer::sum);
    }

    /** A unit that counts as the model's is the rules' after all. */
    void replacedByRules(Flaw why) {
        unitsByRules++;
        flaws.merge(why, 1, Integer::sum);
    }

    DraftingRecord record(Provenance by, int seed) {
        return new DraftingRecord(
                by.model(),
                by.provider(),
                calls == 0 ? null : promptTokens.orElse(null),
                calls == 0 ? null : completionTokens.orElse(null),
                worst,
                by.digest().orElse(null),
                Prompts.VERSION,
                seed,
                calls,
                repairs,
                unitsByRules == 0 ? EngineUsed.MODEL : EngineUsed.MIXED,
                unitsByRules == 0 ? Optional.empty() : Optional.of(reason()));
    }

    boolean noneByModel() {
        return units > 0 && unitsByRules == units;
    }

    /** Why units are the rules', in one line; only when some are. */
    String reason() {
        String who = noneByModel()
                ? "the rules drafted all " + units + " units, none is the model's"
                : "the rules drafted " + unitsByRules + " of " + units + " units";
        String why = flaws.entrySet().stream()
                .map(e -> e.getKey().words() + (flaws.size() > 1 ? " (" + e.getValue() + ")" : ""))
                .collect(Collectors.joining(", "));
        return Script.oneLine(who + ": the model's answers stayed unusable when asked again; " + why, REASON_LIMIT);
    }

    private void worsen(FinishReason reason) {
        worst = reason.compareTo(worst) > 0 ? reason : worst;
    }

    private static FinishReason finishReason(Answer.Written written) {
        if (!written.done() || written.doneReason().isEmpty()) {
            return FinishReason.OTHER;
        }
        return switch (written.doneReason().get()) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static Optional<Long> sum(Optional<Long> so, Optional<Long> more) {
        return so.flatMap(a -> more.map(b -> a + b));
    }
}
