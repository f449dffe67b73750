package io.taskforge.eval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private final Weights weights =
            new Weights(List.of("the oven bakes bread", "the till prints receipts", "the door opens"));

    @Test
    void a_word_becomes_its_runs_of_four_letters() {
        assertEquals(Set.of("_ove", "oven", "ven_", "#12"), Terms.of("Oven 12"));
        assertEquals(Set.of("_is_"), Terms.of("is"));
    }

    @Test
    void scripts_without_spaces_become_pairs() {
        assertEquals(Set.of("打开", "开柜", "柜门"), Terms.of("打开柜门"));
    }

    @Test
    void nothing_is_contained_in_nothing() {
        assertEquals(0, weights.contained(Terms.of(""), Terms.of("oven")));
        assertEquals(0, weights.likeness(Terms.of(""), Terms.of("")));
    }

    @Test
    void what_stands_on_every_line_weighs_less_than_what_stands_on_one() {
        double common = weights.contained(Terms.of("the oven"), Terms.of("the"));
        double telling = weights.contained(Terms.of("the oven"), Terms.of("oven"));
        assertTrue(common < telling, common + " " + telling);
    }

    @Test
    void containment_looks_one_way_and_likeness_both() {
        assertEquals(1, weights.contained(Terms.of("oven"), Terms.of("the oven bakes bread")));
        assertTrue(weights.contained(Terms.of("the oven bakes bread"), Terms.of("oven")) < 0.5);
        assertEquals(1, weights.likeness(Terms.of("oven"), Terms.of("oven")), 1e-9);
        assertEquals(
                weights.likeness(Terms.of("oven"), Terms.of("oven bread")),
                weights.likeness(Terms.of("oven bread"), Terms.of("oven")),
                1e-9);
    }

    @Test
    void inflected_forms_share_most_of_their_pieces() {
        assertTrue(weights.contained(Terms.of("printing"), Terms.of("prints")) > 0.3);
        assertEquals(0, weights.contained(Terms.of("printing"), Terms.of("oven")));
    }
}
