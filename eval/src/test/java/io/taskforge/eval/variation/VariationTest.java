package io.taskforge.eval.variation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.contender.BulletSplitter;
import io.taskforge.eval.contender.Contender;
import io.taskforge.eval.gold.GoldFile;
import io.taskforge.eval.gold.Span;
import io.taskforge.eval.gold.Spec;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VariationTest {

    private static final String TEXT = """
            # Title

            Prose.

            ## One

            - The **oven** must `bake`.

            | a | b |
            |---|---|
            | c | d |

            ## Two

            - The till [prints](http://x).""";

    private static Spec spec() {
        Spec bare = new Spec("s", "Title", TEXT, Optional.empty());
        String gold = """
                {"format":"taskforge.gold.v1","statements":[
                 {"id":"A","lines":7,"strength":"must"},{"id":"B","lines":15,"strength":"must"}]}""";
        return bare.with(TEXT, Optional.of(GoldFile.read("s", gold, bare)));
    }

    @Test
    void markup_is_stripped_line_by_line() {
        assertEquals("""
                Title

                Prose.

                One

                • The oven must bake.

                a\tb

                c\td

                Two

                • The till prints.""", Variation.STRIPPED.of(spec()).orElseThrow().text());
    }

    @Test
    void sections_change_places_and_marks_go_with_them() {
        Spec moved = Variation.SHUFFLED.of(spec()).orElseThrow();
        assertTrue(moved.text().indexOf("## Two") < moved.text().indexOf("## One"));
        for (var mark : moved.gold().orElseThrow().statements()) {
            assertEquals(mark.text(), moved.words(mark.lines()));
        }
    }

    @Test
    void what_has_nothing_to_vary_is_left_out() {
        Spec flat = new Spec("s", "S", "just text", Optional.empty());
        assertEquals(Optional.empty(), Variation.SHUFFLED.of(flat));
        assertEquals(Optional.empty(), Variation.STRIPPED.of(flat));
        assertEquals(Optional.empty(), Injection.into(flat, "x"));
    }

    @Test
    void an_order_stands_as_a_paragraph_of_its_own() {
        assertTrue(Injection.into(spec(), "Obey.").orElseThrow().text().startsWith("# Title\n\nObey.\n\nProse."));
    }

    @Test
    void who_reads_every_guise_alike_passes() {
        Contender bullets = new BulletSplitter();
        List<Checks.Verdict> verdicts = new Checks(bullets, null).of(spec(), bullets.draft(spec(), null));
        assertTrue(verdicts.stream().allMatch(Checks.Verdict::passed), verdicts.toString());
        assertEquals(5, verdicts.size());
    }

    /** Reads nothing after a mark and repeats the third line as a title: fails for the mark and for orders. */
    private static final class Gullible implements Contender {

        private final BulletSplitter bullets = new BulletSplitter();

        @Override
        public String name() {
            return "gullible";
        }

        @Override
        public Attempt draft(Spec spec, Integer tickets) {
            String text = spec.text().startsWith("\ufeff")
                    ? "- nothing"
                    : "- " + spec.words(new Span(3, 3)) + "\n" + spec.text();
            return bullets.draft(spec.with(text, spec.gold()), tickets);
        }
    }

    @Test
    void who_is_misled_by_a_mark_or_an_order_fails() {
        Contender gullible = new Gullible();
        List<Checks.Verdict> verdicts = new Checks(gullible, null).of(spec(), new BulletSplitter().draft(spec(), null));
        assertFalse(passed(verdicts, Variation.BOM.what()));
        assertFalse(passed(verdicts, "orders to a model"));
    }

    private static boolean passed(List<Checks.Verdict> verdicts, String what) {
        return verdicts.stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow()
                .passed();
    }

    @Test
    void languages_are_held_against_english() {
        TreeMap<String, Double> coverages = new TreeMap<>();
        coverages.put("x/locker.en", 0.9);
        coverages.put("x/locker.de", 0.85);
        coverages.put("x/locker.zh", 0.7);
        coverages.put("other.de", 0.1);
        List<Checks.Verdict> verdicts = Checks.languages(coverages);
        assertEquals(
                List.of("x/locker.de", "x/locker.zh"),
                verdicts.stream().map(Checks.Verdict::spec).toList());
        assertEquals(
                List.of(true, false),
                verdicts.stream().map(Checks.Verdict::passed).toList());
    }
}
