package io.taskforge.worker.incremental;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.SpecReader;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MatchingTest {

    /** Of fewer, one word in four is all that there is to go by. */
    private static final int WORDS_ENOUGH = 4;

    @Test
    void the_same_words_are_the_same_requirement_wherever_they_stand() {
        Matching matching =
                Matching.of(texts("Show invoices.", "Print labels."), texts("Print labels.", "Show invoices."));

        assertEquals("REQ-2", partner(matching, 1));
        assertEquals("REQ-1", partner(matching, 2));
    }

    @Test
    void equal_requirements_find_one_partner_each_in_order() {
        Matching matching = Matching.of(texts("Log in.", "Log in.", "Log in."), texts("Log in.", "Log in."));

        assertEquals("REQ-1", partner(matching, 1));
        assertEquals("REQ-2", partner(matching, 2));
        assertEquals("", partner(matching, 3));
    }

    @Test
    void of_two_that_are_alike_the_more_alike_is_the_one() {
        Matching matching = Matching.of(
                texts("The clerk must export monthly invoices as CSV files."),
                texts(
                        "The clerk must export monthly refunds as PDF files.",
                        "The clerk must export all monthly invoices as CSV files."));

        assertEquals("REQ-2", partner(matching, 1));
        assertFalse(matching.isMatched(texts("x").getFirst()));
    }

    @Test
    void of_two_that_are_equally_alike_the_nearer_is_the_one() {
        Matching matching = Matching.of(
                texts("Print blue labels daily.", "Weigh parcels.", "Sort letters."),
                texts("Print red labels daily.", "Weigh parcels.", "Sort letters.", "Print green labels daily."));

        assertEquals("REQ-1", partner(matching, 1));
    }

    @Test
    void what_has_other_words_is_another_requirement() {
        Matching matching = Matching.of(texts("Show invoices of a customer."), texts("Weigh parcels at the gate."));

        assertEquals("", partner(matching, 1));
    }

    @Test
    void rewordings_are_recognised_and_neighbours_are_not_taken_for_each_other() {
        int rewordings = 0;
        int recognised = 0;
        int pairs = 0;
        int confused = 0;
        Random random = new Random(7);
        for (Path example : examples()) {
            List<String> work = work(example);
            for (String text : work) {
                for (int i = 0; i < 20; i++) {
                    rewordings++;
                    recognised += Matching.likeness(text, reworded(text, random)) >= Matching.ALIKE ? 1 : 0;
                }
                for (String other : work) {
                    if (!other.equals(text)) {
                        pairs++;
                        confused += Matching.likeness(text, other) >= Matching.ALIKE ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(recognised >= 0.9 * rewordings, recognised + " of " + rewordings);
        assertTrue(confused <= 0.02 * pairs, confused + " of " + pairs);
    }

    /** One word in four replaced by one that the text does not have, at least one. */
    private static String reworded(String text, Random random) {
        List<String> words = new ArrayList<>(Words.split(text));
        for (int left = Math.max(1, words.size() / 4); left > 0; left--) {
            words.set(random.nextInt(words.size()), "zz" + random.nextInt(1_000));
        }
        return String.join(" ", words);
    }

    private static List<String> work(Path example) {
        try {
            TicketSpec spec = new TicketSpec("Title", Files.readString(example), GenerationOptions.DEFAULTS);
            SpecDocument document = new SpecReader().read(spec);
            return document.work().stream()
                    .map(Statement::text)
                    .filter(text -> Words.content(text).size() >= WORDS_ENOUGH)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> examples() {
        try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String partner(Matching matching, int number) {
        return matching.of(requirement(number, ""))
                .map(match -> match.now().requirementId())
                .orElse("");
    }

    private static List<Requirement> texts(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> requirement(i + 1, texts[i]))
                .toList();
    }

    private static Requirement requirement(int number, String text) {
        return new Requirement(
                "REQ-" + number,
                text,
                Requirement.Kind.FUNCTIONAL,
                number,
                number,
                String.valueOf(text.hashCode()),
                List.of());
    }
}
