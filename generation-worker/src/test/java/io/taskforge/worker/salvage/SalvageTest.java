package io.taskforge.worker.salvage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.salvage.Salvage.Flag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalvageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STATEMENTS = 9;

    private static final String OUTLINE = """
            {"items":[{"covers":[1,12],"kind":"story","title":"Zeige \\"offene\\" Rechnungen – 顧客 {eines} Kunden"},\
            {"covers":[3],"kind":"bug","title":"Mend the [export], again"},{"covers":[4],"kind":"task","title":"Log \\\\ every export"}]}""";

    private static final String BODY = """
            {"about":"Finance staff see a customer's invoices, sorted.","checks":["The table shows \\"number\\" and amount.",\
            "An empty customer shows 顧客 an empty state."],"labels":["billing","ui"],"points":13,"priority":"high",\
            "question":"Which currency is shown?"}""";

    record Case(String id, String stage, String raw, boolean whole, int usable) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** Cases of our own, and those of a file named by {@code taskforge.malformed}, one JSON object a line in the same form. */
    static Stream<Case> cases() throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader own = new BufferedReader(new InputStreamReader(
                SalvageTest.class.getResourceAsStream("/model/malformed.jsonl"), StandardCharsets.UTF_8))) {
            own.lines().forEach(lines::add);
        }
        String more = System.getProperty("taskforge.malformed", "");
        if (!more.isBlank()) {
            lines.addAll(Files.readAllLines(Path.of(more)));
        }
        return lines.stream().filter(l -> !l.isBlank()).map(SalvageTest::read);
    }

    private static Case read(String line) {
        try {
            JsonNode c = JSON.readTree(line);
            return new Case(
                    c.path("id").asText(),
                    c.path("stage").asText(),
                    c.path("raw").asText(),
                    !c.path("done_reason").asText("stop").equals("length"),
                    c.path("expect_usable_items").asInt());
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void as_many_elements_as_are_usable_are_saved(Case c) {
        int usable = c.stage().equals("outline")
                ? Salvage.outline(c.raw(), STATEMENTS, c.whole()).value().size()
                : Salvage.body(c.raw(), c.whole()).value().isPresent() ? 1 : 0;
        assertEquals(c.usable(), usable);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void no_word_is_said_that_was_not_written(Case c) {
        List<String> said = new ArrayList<>();
        Salvage.outline(c.raw(), STATEMENTS).value().forEach(item -> said.add(item.title()));
        Salvage.body(c.raw()).value().ifPresent(body -> {
            said.add(body.about());
            said.addAll(body.checks());
        });
        String written = letters(c.raw().replaceAll("\\\\[nrt]", ""));
        for (String words : said) {
            for (String word : words.split("[^\\p{L}]+", -1)) {
                assertTrue(written.contains(word), word);
            }
        }
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}]+", "");
    }

    static Stream<String> dresses() throws IOException {
        String lines = OUTLINE.substring(OUTLINE.indexOf('[') + 1, OUTLINE.length() - 2)
                .replace("},{", "}\n{");
        return Stream.of(
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(OUTLINE)),
                "Here it is:\n```json\n" + OUTLINE + "\n```\nAnything else?",
                "<think>First {I} look.</think>\n" + OUTLINE,
                JSON.writeValueAsString(OUTLINE),
                JSON.writeValueAsString(JSON.writeValueAsString(OUTLINE)),
                lines,
                "[" + lines.replace("\n", ",") + "]",
                "{items: [ /* the first */" + lines + ",]}",
                OUTLINE.replace("\\\"", "").replace('"', '\''));
    }

    @ParameterizedTest
    @MethodSource("dresses")
    void a_dressed_up_outline_that_is_cut_anywhere_gives_a_beginning_of_its_items(String raw) {
        List<Salvage.OutlineItem> whole = Salvage.outline(raw, 12).value();
        assertEquals(3, whole.size());
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end <= bytes.length; end++) {
            List<Salvage.OutlineItem> some =
                    Salvage.outline(cut(bytes, end), 12, false).value();
            assertEquals(whole.subList(0, some.size()), some, "cut at " + end);
        }
    }

    @Test
    void what_was_mended_is_told() {
        assertEquals(Set.of(), Salvage.outline(OUTLINE, 12).flags());
        assertEquals(
                Set.of(Flag.FENCE_STRIPPED),
                Salvage.outline("```json\n" + OUTLINE + "\n```", 12).flags());
        assertEquals(
                Set.of(Flag.CUT),
                Salvage.outline(OUTLINE.substring(0, OUTLINE.length() - 9), 12).flags());
        assertEquals(
                Set.of(Flag.THINKING_STRIPPED, Flag.SYNTAX_MENDED),
                Salvage.body("<think></think>" + BODY.replace("\"labels\"", "labels"))
                        .flags());
        assertEquals(
                Set.of(Flag.OTHER_FORM, Flag.COERCED),
                Salvage.outline("title: Log it\nkind: task\ncovers: 1\ntitle: Mend it\nkind: bug\ncovers: 2", 2)
                        .flags());
    }

    @Test
    void an_outline_that_is_cut_anywhere_gives_a_beginning_of_its_items() {
        List<Salvage.OutlineItem> whole = Salvage.outline(OUTLINE, 12).value();
        assertEquals(3, whole.size());
        byte[] bytes = OUTLINE.getBytes(StandardCharsets.UTF_8);
        int least = 0;
        for (int end = 0; end <= bytes.length; end++) {
            List<Salvage.OutlineItem> some =
                    Salvage.outline(cut(bytes, end), 12).value();
            assertEquals(whole.subList(0, some.size()), some, "cut at " + end);
            assertTrue(some.size() >= least, "longer text, fewer items at " + end);
            least = some.size();
        }
        assertEquals(3, least);
    }

    @Test
    void a_body_that_is_cut_anywhere_says_nothing_that_was_not_written() {
        Salvage.Body whole = Salvage.body(BODY).value().orElseThrow();
        byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < bytes.length; end++) {
            Optional<Salvage.Body> some = Salvage.body(cut(bytes, end)).value();
            if (some.isPresent()) {
                Salvage.Body b = some.get();
                assertEquals(whole.about(), b.about());
                assertEquals(whole.checks().subList(0, b.checks().size()), b.checks());
                assertEquals(whole.labels().subList(0, b.labels().size()), b.labels());
                assertTrue(b.points() == null || b.points() == 13, "points at " + end + ": " + b.points());
                assertTrue(b.priority() == null || b.priority() == Priority.HIGH);
                assertTrue(b.question().isEmpty() || b.question().equals(whole.question()));
            }
        }
    }

    @Test
    void noise_never_throws() {
        Random random = new Random(42);
        String alphabet = "{}[]\":,'`\\/#*\n tu1-é顧“”<>think";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder noise = new StringBuilder(round % 3 == 0 ? OUTLINE : "");
            for (int i = 0; i < 40; i++) {
                int at = random.nextInt(noise.length() + 1);
                noise.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                if (round % 5 == 0 && noise.length() > 3) {
                    noise.deleteCharAt(random.nextInt(noise.length()));
                }
            }
            Salvage.outline(noise.toString(), STATEMENTS);
            Salvage.body(noise.toString());
        }
    }

    @Test
    void deep_nesting_and_long_text_are_survived() {
        assertTrue(Salvage.outline("[".repeat(100_000), STATEMENTS).value().isEmpty());
        assertTrue(Salvage.body("{\"a\":".repeat(50_000)).value().isEmpty());
        assertTrue(Salvage.body("\"".repeat(200_000)).value().isEmpty());
        assertTrue(Salvage.outline("<think>".repeat(20_000), STATEMENTS).value().isEmpty());
        assertTrue(Salvage.outline("<item>".repeat(20_000), STATEMENTS).value().isEmpty());
        assertTrue(Salvage.body("<a><b>".repeat(20_000)).value().isEmpty());
        assertTrue(Salvage.body("{\\\"".repeat(40_000)).value().isEmpty());
    }

    @Test
    void values_of_other_types_are_read_as_what_they_mean() {
        Salvage.Body body = Salvage.body("""
                {"About":"Shows\u0000 the list\\u0007 of \\ud83d invoices.","checks":"- The first is seen.\\n- The second is seen.",\
                "labels":"billing, ui","points":"about 5 points","priority":"**High**","question":"None"}""").value().orElseThrow();
        assertEquals("Shows the list of invoices.", body.about());
        assertEquals(List.of("The first is seen.", "The second is seen."), body.checks());
        assertEquals(List.of("billing", "ui"), body.labels());
        assertEquals(5, body.points());
        assertEquals(Priority.HIGH, body.priority());
        assertTrue(body.question().isEmpty());
        assertEquals(
                null,
                Salvage.body(
                                "{\"about\":\"Shows the list.\",\"checks\":[],\"points\":\"3 to 5\",\"priority\":\"high or low\"}")
                        .value()
                        .orElseThrow()
                        .points());
    }

    @Test
    void cited_numbers_are_kept_within_what_there_is() {
        Salvage.OutlineItem item = Salvage.outline(
                        "{\"items\":[{\"covers\":[\"S2\",0,7,\"REQ-1\",99,-3,2],\"kind\":\"Story.\",\"title\":\"1. Show the list.\"}]}",
                        7)
                .value()
                .getFirst();
        assertEquals(new Salvage.OutlineItem(List.of(1, 2, 7), TicketType.STORY, "Show the list"), item);
    }

    @Test
    void titles_that_only_look_like_orders_or_gaps_stay() {
        for (String title : List.of(
                "Ignore previous versions when comparing",
                "System prompt editor shows the history",
                "TODO-list items sync between devices",
                "Ignore unknown cache directives",
                "Forget password prompt after three tries",
                "Override the print instructions of an order",
                "Override the discount rules of a customer")) {
            assertEquals(
                    1,
                    Salvage.outline("{\"items\":[{\"covers\":[1],\"kind\":\"task\",\"title\":\"" + title + "\"}]}", 1)
                            .value()
                            .size(),
                    title);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"about\":%s", "<%s", "- Show%sx", "1. Show %s(covers [1", "[%sthink"})
    void blanks_without_end_are_read_and_given_up(String noise) {
        String text = noise.replace("%s", " ".repeat(90_000));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertEquals(List.of(), Salvage.outline(text, 3).value());
            assertEquals(Optional.empty(), Salvage.body(text).value());
        });
    }

    @Test
    void citations_without_end_are_read_and_given_up() {
        String text = "- Show " + "[covers ".repeat(11_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertEquals(List.of(), Salvage.outline(text, 3).value()));
    }

    @Test
    void loops_are_told_from_lists() {
        assertTrue(Words.repeats("The same again. ".repeat(8)));
        assertTrue(Words.repeats("{\"items\":[{\"title\":\"Show" + " ".repeat(400)));
        assertTrue(!Words.repeats(OUTLINE) && !Words.repeats(BODY));
        assertTrue(
                !Words.repeats("Rows 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10 are shown, each with a number and an amount."));
    }

    private static String cut(byte[] bytes, int end) {
        return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
    }
}
