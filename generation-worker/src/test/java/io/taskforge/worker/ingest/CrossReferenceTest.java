package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.texts;
import static io.taskforge.worker.ingest.Specs.work;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders to look elsewhere are no work. */
class CrossReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please see the chapter on transport.",
                "See section 4.2.",
                "See the table below for more details.",
                "Please refer to the list of codes for more information.",
                "see: event types and event handlers",
                "See also the list of codes.",
                "See CONTRIBUTING.md."
            })
    void a_sentence_that_sends_the_reader_elsewhere_is_no_requirement(String sentence) {
        assertEquals(
                List.of("The app must start."),
                texts(work("# P\n\n## Requirements\n\nThe app must start.\n\n" + sentence + "\n")));
    }

    @Test
    void seeing_something_may_be_what_is_wanted() {
        assertEquals(
                List.of("The app must start.", "See all open orders."),
                texts(work("# P\n\n## Requirements\n\nThe app must start.\n\nSee all open orders.\n")));
    }

    @Test
    void where_capitals_bind_nothing_is_wanted_to_be_seen() {
        String capitals = "A client MUST answer. ".repeat(8);
        assertEquals(
                8,
                work("# P\n\n## Requirements\n\n" + capitals + "\n\nSee event metadata.\n")
                        .size());
    }
}
