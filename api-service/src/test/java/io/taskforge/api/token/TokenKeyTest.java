package io.taskforge.api.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.api.fixture.TestTokenKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;

class TokenKeyTest {

    private final KeyPair pair = TestTokenKeys.pair("secp256r1");

    private static TokenKey only(String pem) {
        List<TokenKey> keys = TokenKey.parse(pem);
        assertEquals(1, keys.size());
        return keys.getFirst();
    }

    @Test
    void the_public_half_of_a_private_key_is_worked_out() {
        for (int i = 0; i < 10; i++) {
            KeyPair any = TestTokenKeys.pair("secp256r1");

            TokenKey key = only(TestTokenKeys.pem(any.getPrivate()));

            assertEquals(((ECPublicKey) any.getPublic()).getW(), key.publicKey().getW());
            assertEquals(any.getPrivate(), key.privateKey().orElseThrow());
        }
    }

    @Test
    void the_smallest_and_the_largest_private_key_have_their_points() {
        BigInteger largest = EllipticCurves.P256.getOrder().subtract(BigInteger.ONE);
        ECPoint generator = EllipticCurves.P256.getGenerator();

        assertEquals(generator, P256.publicPoint(BigInteger.ONE));
        assertEquals(generator.getAffineX(), P256.publicPoint(largest).getAffineX());
        assertTrue(P256.holds(P256.publicPoint(BigInteger.TWO)));
        assertTrue(P256.holds(P256.publicPoint(largest)));
    }

    @Test
    void what_is_no_private_key_has_no_point() {
        for (BigInteger none : List.of(BigInteger.ZERO, BigInteger.ONE.negate(), EllipticCurves.P256.getOrder())) {
            assertThrows(IllegalArgumentException.class, () -> P256.publicPoint(none));
        }
    }

    @Test
    void points_off_the_curve_are_told() {
        ECPoint good = ((ECPublicKey) pair.getPublic()).getW();

        assertTrue(P256.holds(good));
        assertFalse(P256.holds(ECPoint.POINT_INFINITY));
        assertFalse(P256.holds(new ECPoint(good.getAffineX(), good.getAffineY().add(BigInteger.ONE))));
        assertFalse(P256.holds(new ECPoint(good.getAffineX().negate(), good.getAffineY())));
    }

    @Test
    void a_public_key_verifies_and_does_not_sign() {
        TokenKey key = only(TestTokenKeys.pem(pair.getPublic()));

        assertEquals(only(TestTokenKeys.pem(pair.getPrivate())).id(), key.id());
        assertFalse(key.signs());
    }

    @Test
    void line_ends_may_be_written_as_in_a_file_of_variables() {
        String pem = TestTokenKeys.pem(pair.getPrivate());

        assertTrue(only(pem.replace("\n", "\\n")).signs());
        assertTrue(only(pem.replace("\n", "\r\n")).signs());
        assertTrue(only("\n  " + pem + "\n\n").signs());
    }

    @Test
    void several_keys_may_follow_each_other() {
        KeyPair other = TestTokenKeys.pair("secp256r1");

        List<TokenKey> keys =
                TokenKey.parse(TestTokenKeys.pem(pair.getPublic()) + TestTokenKeys.pem(other.getPrivate()));

        assertEquals(2, keys.size());
    }

    @Test
    void the_id_is_the_thumbprint_of_rfc_7638() throws GeneralSecurityException {
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.US_ASCII));

        assertEquals(
                Base64.getUrlEncoder().withoutPadding().encodeToString(digest),
                only(TestTokenKeys.pem(pair.getPrivate())).id());
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = new byte[32];
        IntStream.range(0, 32)
                .forEach(i -> bytes[31 - i] = value.shiftRight(8 * i).byteValue());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void no_private_half_is_published_or_printed() {
        TokenKey key = only(TestTokenKeys.pem(pair.getPrivate()));
        String secret = coordinate(((ECPrivateKey) pair.getPrivate()).getS());

        String published = key.published().toJson(OutputControlLevel.INCLUDE_PRIVATE);

        assertFalse(published.contains("\"d\""), published);
        assertFalse(published.contains(secret));
        assertEquals("TokenKey[" + key.id() + "]", key.toString());
    }

    @Test
    void anything_else_is_refused() throws GeneralSecurityException {
        String good = TestTokenKeys.pem(pair.getPrivate());
        KeyPair p384 = TestTokenKeys.pair("secp384r1");
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        byte[] offCurve = pair.getPublic().getEncoded();
        offCurve[offCurve.length - 1] ^= 1;
        String offCurvePem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(offCurve) + "\n-----END PUBLIC KEY-----\n";

        for (String bad : List.of(
                "",
                "secret",
                good.replace("PRIVATE", "EC PRIVATE"),
                good.replace("PRIVATE", "PUBLIC"),
                good.replace("PRIVATE", "ENCRYPTED PRIVATE"),
                good.replace("-----END PRIVATE KEY-----", "-----END PUBLIC KEY-----"),
                good.substring(0, good.length() / 2),
                good + "and more",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n====\n-----END PRIVATE KEY-----",
                TestTokenKeys.pem(p384.getPrivate()),
                TestTokenKeys.pem(p384.getPublic()),
                TestTokenKeys.pem(rsa.getPrivate()),
                TestTokenKeys.pem(rsa.getPublic()),
                offCurvePem)) {
            assertThrows(IllegalArgumentException.class, () -> TokenKey.parse(bad), bad);
        }
    }
}
