package io.taskforge.api.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * A key on P-256, with which tokens are verified and, when its private half is there, signed.
 *
 * @param id its thumbprint (RFC 7638), so that every replica calls it the same
 */
record TokenKey(String id, ECPublicKey publicKey, Optional<PrivateKey> privateKey) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (PUBLIC|PRIVATE) KEY-----([A-Za-z0-9+/=\\s]++)-----END \\1 KEY-----");

    /**
     * All keys of a PEM text; of a private one the public half is worked out.
     *
     * @throws IllegalArgumentException when there is none, or anything else in it
     */
    static List<TokenKey> parse(String pem) {
        // Files of variables, which have one line for each, write line ends so.
        Matcher block = BLOCK.matcher(pem.replace("\\n", "\n"));
        List<TokenKey> found = new ArrayList<>();
        while (block.find()) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            found.add(block.group(1).equals("PUBLIC") ? ofPublic(der) : ofPrivate(der));
        }
        if (found.isEmpty() || !block.replaceAll("").isBlank()) {
            throw new IllegalArgumentException("not PEM of keys, or of more than keys");
        }
        return List.copyOf(found);
    }

    boolean signs() {
        return privateKey.isPresent();
    }

    TokenKey verifyingOnly() {
        return new TokenKey(id, publicKey, Optional.empty());
    }

    /** As it is published: the public half alone. */
    EllipticCurveJsonWebKey published() {
        var key = new EllipticCurveJsonWebKey(publicKey);
        key.setKeyId(id);
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        key.setUse(Use.SIGNATURE);
        return key;
    }

    private static TokenKey ofPublic(byte[] der) {
        try {
            if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)) instanceof ECPublicKey key
                    && P256.isCurveOf(key)
                    && P256.holds(key.getW())) {
                return of(key, Optional.empty());
            }
            throw new IllegalArgumentException("not a key on P-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a public EC key", e);
        }
    }

    private static TokenKey ofPrivate(byte[] der) {
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            if (keys.generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof ECPrivateKey key && P256.isCurveOf(key)) {
                ECPoint point = P256.publicPoint(key.getS());
                return of(
                        (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(point, key.getParams())),
                        Optional.of(key));
            }
            throw new IllegalArgumentException("not a key on P-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private EC key", e);
        }
    }

    private static TokenKey of(ECPublicKey publicKey, Optional<PrivateKey> privateKey) {
        String thumbprint = new EllipticCurveJsonWebKey(publicKey).calculateBase64urlEncodedThumbprint("SHA-256");
        return new TokenKey(thumbprint, publicKey, privateKey);
    }

    /** Without the key, fit for logs. */
    @Override
    public String toString() {
        return "TokenKey[" + id + "]";
    }
}
