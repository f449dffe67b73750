package io.taskforge.local.stack;

import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of the key that the api-service signs its tokens with: a private key on the curve P-256, as PKCS#8 in PEM. */
public final class TokenSigningKey {

    private static final String CURVE = "secp256r1";
    private static final int LINE = 64;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\\s([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private TokenSigningKey() {}

    /** A new one, ending with a line end. */
    public static String mint() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
            String lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(encoded);
            return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CURVE, e);
        }
    }

    /** Whether the text is such a key: also one that {@code openssl} made. */
    static boolean isOne(String pem) {
        Matcher matcher = PEM.matcher(pem.strip());
        if (!matcher.matches()) {
            return false;
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded))
                            instanceof ECPrivateKey key
                    && key.getParams().getCurve().equals(curve());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static EllipticCurve curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
    }
}
