package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.texts;
import static io.taskforge.worker.ingest.Specs.work;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences that leave no exception bind; those that tell how the world is do not. */
class StandingRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Every event is delivered as an HTTP POST.",
                "Each new order of a member is sent to the warehouse.",
                "Every error is a problem document.",
                "Gift cards are never refunded.",
                "Shipping costs are refunded only when the whole order is returned.",
                "Secrets are only shown to their owner."
            })
    void a_rule_without_exception_is_a_requirement(String sentence) {
        List<Statement> work = work("The app must start.\n\n" + sentence + "\n\n1. It must stop.\n");
        assertEquals(List.of("The app must start.", sentence, "It must stop."), texts(work));
        assertEquals(Strength.MUST, work.get(1).strength());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Every fourth parcel is returned.",
                "Every second order is sent back.",
                "Each morning the list is printed.",
                "It is used only when an error was found.",
                "The staff are never sure.",
                "Every event is nice."
            })
    void a_sentence_that_tells_is_none(String sentence) {
        assertEquals(
                List.of("The app must start."),
                texts(work("# P\n\nThe app must start.\n\n## Today\n\n## Orders\n\n" + sentence + "\n")));
    }

    @Test
    void where_capitals_bind_such_rules_only_tell() {
        String capitals = "Clients MUST send it. ".repeat(8);
        assertEquals(
                8,
                work("# P\n\n" + capitals + "\n\nGift cards are never refunded.\n")
                        .size());
    }
}
