package io.taskforge.api.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.fixture.TestTokenKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenKeysTest {

    private static final String SIGNING = "TASKFORGE_TOKEN_SIGNING_KEY";
    private static final String PREVIOUS = "TASKFORGE_TOKEN_PREVIOUS_KEY";

    private final String one = TestTokenKeys.pem(TestTokenKeys.pair("secp256r1").getPrivate());
    private final String two = TestTokenKeys.pem(TestTokenKeys.pair("secp256r1").getPrivate());
    private final String three =
            TestTokenKeys.pem(TestTokenKeys.pair("secp256r1").getPublic());

    private static TokenConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(TokenConfig.class)
                .build()
                .getConfigMapping(TokenConfig.class);
    }

    private static TokenKeys.Loaded loaded(Map<String, String> environment) {
        return TokenKeys.Loaded.from(config(environment));
    }

    private static String refusal(Map<String, String> environment) {
        return assertThrows(IllegalArgumentException.class, () -> loaded(environment))
                .getMessage();
    }

    private static List<String> ids(List<TokenKey> keys) {
        return keys.stream().map(TokenKey::id).toList();
    }

    private static String id(String pem) {
        return TokenKey.parse(pem).getFirst().id();
    }

    @Test
    void without_a_setting_there_are_no_keys() {
        for (Map<String, String> none : List.of(Map.<String, String>of(), Map.of(SIGNING, "", PREVIOUS, ""))) {
            assertTrue(loaded(none).signing().isEmpty());
            assertTrue(loaded(none).accepted().isEmpty());
        }
    }

    @Test
    void the_signing_key_is_read_from_the_environment() {
        assertEquals(
                id(one), loaded(Map.of(SIGNING, one)).signing().orElseThrow().id());
        assertEquals(List.of(id(one)), ids(loaded(Map.of(SIGNING, one)).accepted()));
    }

    @Test
    void previous_keys_are_accepted_and_sign_nothing() {
        TokenKeys.Loaded keys = loaded(Map.of(SIGNING, one, PREVIOUS, two + three));

        assertEquals(List.of(id(one), id(two), id(three)), ids(keys.accepted()));
        assertEquals(
                List.of(true, false, false),
                keys.accepted().stream().map(TokenKey::signs).toList());
    }

    @Test
    void a_signing_key_that_cannot_be_used_is_refused_with_what_to_do_and_without_the_key() {
        for (Map<String, String> bad : List.of(
                Map.of(SIGNING, "x"),
                Map.of(SIGNING, three),
                Map.of(SIGNING, one + two),
                Map.of(SIGNING, one.replace("PRIVATE", "EC PRIVATE")))) {
            String refusal = refusal(bad);

            assertTrue(refusal.startsWith(SIGNING), refusal);
            assertTrue(refusal.contains("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"), refusal);
            assertFalse(refusal.contains("BEGIN"), refusal);
        }
    }

    @Test
    void a_previous_key_that_cannot_be_used_is_refused() {
        assertTrue(refusal(Map.of(SIGNING, one, PREVIOUS, "x")).startsWith(PREVIOUS));
    }

    @Test
    void tokens_that_would_be_void_at_once_are_refused() {
        assertTrue(refusal(Map.of("TASKFORGE_TOKEN_LIFETIME", "0S")).contains("lifetime"));
    }

    @Test
    void without_a_key_the_endpoint_is_not_there_and_says_what_would_bring_it_about() {
        var resource = new TokenResource(new TokenKeys(config(Map.of())), null);

        var failure = assertThrows(RequestFailure.class, () -> resource.exchange(null));

        assertEquals("not_found", failure.code().word());
        assertTrue(failure.getMessage().contains(SIGNING), failure.getMessage());
    }
}
