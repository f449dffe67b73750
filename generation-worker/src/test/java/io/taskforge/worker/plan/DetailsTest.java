package io.taskforge.worker.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Section;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Strength;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetailsTest {

    private static final List<String> BEHIND = List.of(
            "This helps operators to find it.", "A name MAY be as long as a line.", "the number of its process");

    @Test
    void behind_a_key_word_in_capitals_only_what_has_one_too_or_is_listed_becomes_a_ticket() {
        assertEquals(
                List.of(
                        "A client MUST send its name.",
                        "A name MAY be as long as a line.",
                        "the number of its process"),
                apart("A client MUST send its name."));
    }

    @Test
    void behind_a_sentence_in_small_letters_whatever_stands_by_itself_and_does_not_point_back_becomes_one() {
        assertEquals(
                List.of("A client must send its name.", BEHIND.get(1), BEHIND.get(2)),
                apart("A client must send its name."));
    }

    private static List<String> apart(String text) {
        Statement statement =
                new Statement(1, StatementKind.REQUIREMENT, Strength.MUST, text, BEHIND, new LineSpan(1, 1), 0);
        SpecDocument spec = new SpecDocument(
                "P",
                List.of(text + " " + String.join(" ", BEHIND)),
                List.of(new Section(0, "", new LineSpan(1, 1), -1)),
                List.of(statement),
                "en");
        return Details.setApart(spec, 9).work().stream().map(Statement::text).toList();
    }
}
