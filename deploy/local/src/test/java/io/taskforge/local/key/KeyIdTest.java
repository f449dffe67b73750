package io.taskforge.local.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.taskforge.model.client.ApiKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ab3defGhi012",
                " Ab3defGhi012 ",
                "tfk_live_Ab3defGhi012",
                "tfk_live_Ab3defGhi012_",
                "tfk_live_Ab3defGhi012_…",
                "tfk_test_Ab3defGhi012_cutShort"
            })
    void an_id_is_found_in_every_form_that_a_person_has_it_in(String text) {
        assertEquals(Optional.of(new KeyId("Ab3defGhi012")), KeyId.parse(text));
    }

    @Test
    void the_id_of_a_whole_key_is_found() {
        ApiKey key = ClientKeys.mint();
        assertEquals(key.keyId(), KeyId.parse(key.reveal()).orElseThrow().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ab3defGhi01",
                "Ab3defGhi0123",
                "Ab3defGhi01-",
                "tfk_live_",
                "tfk_prod_Ab3defGhi012",
                "tfk_live_Ab3defGhi012 and more"
            })
    void what_has_no_id_in_it_is_none(String text) {
        assertEquals(Optional.empty(), KeyId.parse(text));
    }

    @Test
    void nothing_else_becomes_an_id() {
        assertThrows(IllegalArgumentException.class, () -> new KeyId("tfk_live_Ab3defGhi012"));
    }
}
