package io.taskforge.worker.model;

import io.taskforge.model.ticket.Finding.Severity;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingNote;
import io.taskforge.worker.salvage.Salvage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be told about each unit. What is said of a ticket later takes the place of what was said of it before. */
final class Notes {

    private static final int CLAIMS_NAMED = 4;

    private final Map<String, DraftingNote> notes = new LinkedHashMap<>();

    /** @param unit what the answer was about, for a person */
    void mended(int position, String unit, Set<Salvage.Flag> flags) {
        if (!flags.isEmpty()) {
            put(
                    unit,
                    "answer_repaired",
                    Severity.INFO,
                    position,
                    "The model's answer for " + unit + ": " + words(flags) + ".",
                    true);
        }
    }

    /** What was mended, for a person; empty for nothing. */
    static String words(Set<Salvage.Flag> flags) {
        return flags.stream().sorted().map(Salvage.Flag::words).collect(Collectors.joining("; "));
    }

    void byRules(int position, String unit, Flaw why) {
        notes.remove("answer_repaired/" + unit);
        notes.remove("unsupported_claim/" + unit);
        String message =
                "The rules wrote " + unit + ", because the model's answer could not be used: " + why.words() + ".";
        put(unit, "drafted_by_rules", Severity.WARNING, position, message, false);
    }

    /** @param claims numbers and names of a body that the specification does not have */
    void unsupported(int position, String unit, Collection<String> claims) {
        if (claims.isEmpty()) {
            notes.remove("unsupported_claim/" + unit);
            return;
        }
        String named =
                claims.stream().limit(CLAIMS_NAMED).map(c -> "“" + c + "”").collect(Collectors.joining(", "));
        String message =
                "The ticket says " + named + ", which was not found in the specification (a heuristic): check it.";
        put(unit, "unsupported_claim", Severity.WARNING, position, message, false);
    }

    void needsByRules() {
        put(
                "",
                "dependencies_by_rules",
                Severity.INFO,
                0,
                "The model's answers about dependencies could not be used; those shown are found by rules.",
                false);
    }

    /** What the model was to add and could not. */
    void leftOut(String before, DraftingFailure why) {
        String message = "The model could not be asked any more before " + before + ": " + why.getMessage();
        String code = why.code().name().toLowerCase(Locale.ROOT);
        // What was left out first says why the rest was.
        notes.putIfAbsent(code + "/", new DraftingNote(code, Severity.WARNING, 0, message, false));
    }

    List<DraftingNote> all() {
        return List.copyOf(notes.values());
    }

    private void put(String unit, String code, Severity severity, int position, String message, boolean repaired) {
        notes.put(code + "/" + unit, new DraftingNote(code, severity, position, message, repaired));
    }
}
