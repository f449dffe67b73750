package io.taskforge.api.token;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TestTicker;
import io.taskforge.api.fixture.TestTokenKeys;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.tickets.v1.GetSchemaRequest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each token here differs from a good one in one thing. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ForgedTokensTest {

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Clock clock;

    @Inject
    TestTicker ticker;

    private final TokenKey signing = key(TestTokenKeys.signing());
    private ClientWithKey client;

    /** Whatever the tests before have guessed is forgotten. */
    @BeforeEach
    void aClient() {
        ticker.jump(Duration.ofMinutes(1));
        client = clients.withEveryScope();
    }

    private static TokenKey key(String pem) {
        return TokenKey.parse(pem).getFirst();
    }

    private JwtClaims claims(Consumer<JwtClaims> change) {
        var claims = new JwtClaims();
        claims.setIssuer("taskforge");
        claims.setAudience("taskforge");
        claims.setSubject(client.id().toString());
        claims.setStringClaim("key_id", client.keyId());
        claims.setStringClaim("scope", "tickets:submit tickets:read tickets:cancel");
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(fromNow(Duration.ZERO));
        claims.setExpirationTime(fromNow(Duration.ofMinutes(10)));
        change.accept(claims);
        return claims;
    }

    private NumericDate fromNow(Duration time) {
        return NumericDate.fromMilliseconds(clock.millis() + time.toMillis());
    }

    private JsonWebSignature unsigned(JwtClaims claims) {
        var token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setDoKeyValidation(false);
        token.setHeader("typ", "at+jwt");
        token.setKeyIdHeaderValue(signing.id());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKey(signing.privateKey().orElseThrow());
        token.setPayload(claims.toJson());
        return token;
    }

    private static String signed(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private String with(Consumer<JwtClaims> change) {
        return signed(unsigned(claims(change)));
    }

    private String withHeader(Consumer<JsonWebSignature> change) {
        JsonWebSignature token = unsigned(claims(claims -> {}));
        change.accept(token);
        return signed(token);
    }

    private void assertGood(String token) {
        assertEquals("job_not_found", http.ask(JOBS + "/x").bearer(token).send().code());
        rpc.with("Bearer " + token).getSchema(GetSchemaRequest.getDefaultInstance());
    }

    private void assertForged(String what, String token) {
        Answer answer = http.ask(JOBS + "/x").bearer(token).send();
        assertEquals(401, answer.status(), what);
        assertEquals("invalid_credentials", answer.code(), what);
        assertEquals(
                "Bearer realm=\"taskforge\", error=\"invalid_token\"",
                answer.header("WWW-Authenticate").orElseThrow());
        // The other door is asked for itself, and not for what this one has found out.
        ticker.jump(Duration.ofSeconds(5));
        assertEquals(
                "INVALID_CREDENTIALS",
                Rpc.failure(() -> rpc.with("Bearer " + token).getSchema(GetSchemaRequest.getDefaultInstance()))
                        .reason()
                        .getReason(),
                what);
    }

    @Test
    void a_good_token_works() {
        assertGood(with(claims -> {}));
    }

    @Test
    void a_token_of_a_previous_key_works() {
        TokenKey previous = key(TestTokenKeys.previous());

        assertGood(withHeader(token -> {
            token.setKeyIdHeaderValue(previous.id());
            token.setKey(previous.privateKey().orElseThrow());
        }));
    }

    @Test
    void a_token_without_a_signature_is_forged() {
        String good = with(claims -> {});
        String none = withHeader(token -> {
            token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
            token.setKey(null);
        });

        assertForged("alg none", none);
        assertForged("alg none with another's signature", none + good.substring(good.lastIndexOf('.') + 1));
        assertForged("cut off", good.substring(0, good.lastIndexOf('.') + 1));
        assertForged("two parts", good.substring(0, good.lastIndexOf('.')));
    }

    /** Who takes the algorithm from the token verifies an HMAC with what everyone knows. */
    @Test
    void a_token_signed_with_what_is_public_is_forged() {
        List<Key> known = List.of(
                new SecretKeySpec(signing.publicKey().getEncoded(), "HmacSHA256"),
                new SecretKeySpec(
                        TestTokenKeys.pem(signing.publicKey()).getBytes(StandardCharsets.UTF_8), "HmacSHA256"),
                new SecretKeySpec(signing.publicKey().getW().getAffineX().toByteArray(), "HmacSHA256"));
        for (Key key : known) {
            for (String algorithm : List.of(
                    AlgorithmIdentifiers.HMAC_SHA256,
                    AlgorithmIdentifiers.HMAC_SHA384,
                    AlgorithmIdentifiers.HMAC_SHA512)) {
                assertForged(algorithm, withHeader(token -> {
                    token.setAlgorithmHeaderValue(algorithm);
                    token.setKey(key);
                }));
            }
        }
    }

    @Test
    void a_token_of_another_key_is_forged_whatever_it_says() {
        KeyPair own = TestTokenKeys.pair("secp256r1");
        TokenKey stranger = key(TestTokenKeys.pem(own.getPrivate()));
        var brought = (EllipticCurveJsonWebKey) stranger.published();

        assertForged("under our key's name", withHeader(token -> token.setKey(own.getPrivate())));
        assertForged("under its own name", withHeader(token -> {
            token.setKey(own.getPrivate());
            token.setKeyIdHeaderValue(stranger.id());
        }));
        assertForged("bringing its key along", withHeader(token -> {
            token.setKey(own.getPrivate());
            token.setKeyIdHeaderValue(stranger.id());
            token.setJwkHeader(brought);
        }));
        assertForged("naming a place of its key", withHeader(token -> {
            token.setKey(own.getPrivate());
            token.setHeader("jku", http.base() + "/.well-known/jwks.json");
        }));
    }

    @Test
    void a_token_that_names_no_key_of_ours_is_forged() {
        assertForged("none", withHeader(token -> token.getHeaders().setStringHeaderValue("kid", "")));
        assertForged("another", withHeader(token -> token.setKeyIdHeaderValue("x")));
        assertForged(
                "that of another key of ours",
                withHeader(token ->
                        token.setKeyIdHeaderValue(key(TestTokenKeys.previous()).id())));
    }

    @Test
    void a_token_that_was_changed_is_forged() {
        String[] parts = with(claims -> {}).split("\\.", -1);
        ClientWithKey victim = clients.withEveryScope();
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace(client.id().toString(), victim.id().toString())
                .replace(client.keyId(), victim.keyId());
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        char other = parts[2].charAt(0) == 'A' ? 'B' : 'A';

        assertForged("payload", parts[0] + "." + payload + "." + parts[2]);
        assertForged("signature", parts[0] + "." + parts[1] + "." + other + parts[2].substring(1));
        assertForged("a signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(86));
        assertForged("not JSON", "eyJh." + parts[1] + "." + parts[2]);
    }

    @Test
    void a_token_out_of_its_time_is_void() {
        assertForged("expired", with(claims -> claims.setExpirationTime(fromNow(Duration.ofSeconds(-30)))));
        assertForged("not yet valid", with(claims -> claims.setNotBefore(fromNow(Duration.ofMinutes(1)))));
        assertForged("without an end", with(claims -> claims.unsetClaim("exp")));
    }

    @Test
    void a_token_for_others_or_of_others_is_void() {
        assertForged("other audience", with(claims -> claims.setAudience("attempt")));
        assertForged("no audience", with(claims -> claims.unsetClaim("aud")));
        assertForged("other issuer", with(claims -> claims.setIssuer("taskforge-staging")));
        assertForged("no issuer", with(claims -> claims.unsetClaim("iss")));
        assertForged("another type of token", withHeader(token -> token.setHeader("typ", "JWT")));
        assertForged("no type of token", withHeader(token -> token.setHeader("typ", "")));
    }

    @Test
    void a_token_that_does_not_say_all_is_void() {
        for (String claim : List.of("sub", "key_id", "scope")) {
            assertForged(claim, with(claims -> claims.unsetClaim(claim)));
        }
        assertForged("sub that is no client", with(claims -> claims.setSubject("everyone")));
        assertForged("key_id that is no text", with(claims -> claims.setClaim("key_id", List.of(client.keyId()))));
    }

    @Test
    void a_token_for_a_key_of_another_client_is_void() {
        ClientWithKey other = clients.withEveryScope();

        assertForged("sub", with(claims -> claims.setSubject(other.id().toString())));
        assertForged("no such key", with(claims -> claims.setStringClaim("key_id", "000000000000")));
    }

    @Test
    void scopes_that_the_key_never_had_do_not_count() {
        ClientWithKey none = clients.keyOf(client.id());

        Answer answer = http.ask(JOBS + "/x")
                .bearer(with(claims -> claims.setStringClaim("key_id", none.keyId())))
                .send();

        assertEquals("insufficient_scope", answer.code());
    }

    @Test
    void a_text_of_unbounded_length_is_no_token() {
        String good = with(claims -> {});

        assertForged("too long", "eyJ" + "A".repeat(5_000) + good.substring(good.indexOf('.')));
    }
}
