package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.spec.Traceability;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a specification looks like, its drafts break no rule. Seeds are fixed, so that a failure comes again. */
class MangledSpecificationsTest {

    private static final List<String> PIECES = List.of(
            "#",
            "##",
            "\n",
            "\n\n",
            "- ",
            "  - ",
            "|",
            "|---|",
            "> ",
            "```",
            "**",
            "(",
            "[",
            "]",
            "FR-1: ",
            "As a ",
            "must ",
            "?",
            "\u2028",
            "\uD83D\uDE00",
            "\uD800",
            "系统必须",
            "Given ",
            "when ",
            "then ",
            "1. ",
            "<b>",
            ":",
            "  ",
            "\t",
            "MUST",
            "GET /x",
            "---",
            "_",
            "*",
            "…");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void mangled_text_never_breaks_a_rule(int seed) {
        Random random = new Random(seed);
        List<String> sources = Drafts.examples().stream().map(Drafts::text).toList();
        for (int round = 0; round < 40; round++) {
            String text = mangled(sources.get(random.nextInt(sources.size())), random);
            GenerationOptions options = options(random);
            if (!text.isBlank()) {
                assertEquals(
                        List.of(),
                        Drafts.faults(Drafts.of("Mangled", text, options), options),
                        "seed " + seed + ", round " + round);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "(",
                "<",
                "*",
                "`",
                ">",
                "- ",
                "> > ",
                "#\n",
                "|a",
                "must ",
                "If a, ",
                "As a ",
                "Given a\nWhen b\nThen c\n",
                "\n",
                "a:b: ",
                "depends on FR-1 after the ",
                "系统必须。",
                "\"",
                "\uD83D\uDE00",
                "![",
                "&",
                "1. "
            })
    void one_thing_repeated_never_breaks_a_rule(String piece) {
        String text = (piece.repeat(20_000 / piece.length()) + " it must end").replace("\r", "");
        assertEquals(
                List.of(),
                Drafts.faults(Drafts.of("Repeated", text, GenerationOptions.DEFAULTS), GenerationOptions.DEFAULTS));
    }

    private static String mangled(String source, Random random) {
        int from = random.nextInt(source.length());
        int to = Math.min(source.length(), from + random.nextInt(5_000));
        StringBuilder text = new StringBuilder(source.substring(from, to));
        for (int i = random.nextInt(50); i > 0; i--) {
            int at = text.isEmpty() ? 0 : random.nextInt(text.length());
            if (random.nextBoolean()) {
                text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            } else {
                text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
            }
        }
        return text.toString();
    }

    private static GenerationOptions options(Random random) {
        Integer tickets = random.nextInt(3) == 0 ? null : 1 + random.nextInt(50);
        Integer limit = random.nextBoolean() ? null : Math.max(tickets == null ? 1 : tickets, 1 + random.nextInt(50));
        return new GenerationOptions(
                tickets,
                limit,
                random.nextBoolean(),
                DependencyMode.values()[random.nextInt(3)],
                OutputDetail.values()[random.nextInt(3)],
                Traceability.values()[random.nextInt(3)],
                null,
                null,
                null,
                random.nextBoolean() ? List.of() : List.of("api", "UI"),
                random.nextBoolean() ? List.of() : List.of(1, 3, 8),
                null);
    }
}
