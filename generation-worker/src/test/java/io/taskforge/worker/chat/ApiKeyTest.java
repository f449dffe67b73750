package io.taskforge.worker.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.worker.chat.ModelConfig.Provider;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final Settings SERVER = Settings.of(URI.create("http://127.0.0.1:1"));

    @Test
    void the_line_break_at_the_end_of_a_file_of_secrets_is_no_part_of_the_key() {
        assertEquals(Optional.of("Bearer sk-1234"), ApiKey.bearer(SERVER.withApiKey("sk-1234\n")));
        assertEquals(Optional.empty(), ApiKey.bearer(SERVER.withApiKey(" \n")));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void a_key_that_no_header_can_carry_is_refused_at_once_and_not_shown(Provider provider) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> ModelServer.of(SERVER.speaking(provider).withApiKey("sk-12\n34"), pause -> {}));
        assertTrue(refused.getMessage().contains("TASKFORGE_MODEL_API_KEY"), refused.getMessage());
        assertFalse(refused.getMessage().contains("sk-12"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:p%40ss@host:1", "http://user:p@ss@host:1"})
    void a_password_in_an_address_is_not_shown(String url) {
        assertEquals("http://host:1", Addresses.shown(URI.create(url)));
    }
}
