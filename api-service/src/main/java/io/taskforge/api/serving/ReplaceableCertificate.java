package io.taskforge.api.serving;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** A server's certificate and its key, as they are at the moment of a handshake. */
final class ReplaceableCertificate extends X509ExtendedKeyManager {

    private volatile X509ExtendedKeyManager current;
    private volatile X509Certificate certificate;

    /**
     * From now on; connections that stand go on with what they began with.
     *
     * @return whether it is another one than before
     * @throws InvalidKeyException when the key is that of another certificate; then nothing changes
     */
    boolean become(X509Certificate shown, KeyManager... loaded) throws GeneralSecurityException {
        X509ExtendedKeyManager next = Arrays.stream(loaded)
                .filter(X509ExtendedKeyManager.class::isInstance)
                .map(X509ExtendedKeyManager.class::cast)
                .findFirst()
                .orElseThrow();
        requirePair(shown.getPublicKey(), next);
        current = next;
        boolean another = !shown.equals(certificate);
        certificate = shown;
        return another;
    }

    /** The two files of a pair are replaced one after the other, and with a key of another one every handshake would fail. */
    private static void requirePair(PublicKey shown, X509ExtendedKeyManager loaded) throws GeneralSecurityException {
        Optional<String> algorithm = signature(shown);
        if (algorithm.isEmpty()) {
            return;
        }
        String[] aliases = loaded.getServerAliases(shown.getAlgorithm(), null);
        if (aliases == null || aliases.length == 0) {
            throw new InvalidKeyException("the key is of another kind than the certificate");
        }
        byte[] said = "Is this the key of that certificate?".getBytes(StandardCharsets.US_ASCII);
        Signature signing = Signature.getInstance(algorithm.get());
        signing.initSign(loaded.getPrivateKey(aliases[0]));
        signing.update(said);
        byte[] signed = signing.sign();
        Signature verifying = Signature.getInstance(algorithm.get());
        verifying.initVerify(shown);
        verifying.update(said);
        if (!verifying.verify(signed)) {
            throw new InvalidKeyException("the key is not that of the certificate");
        }
    }

    /** Empty for a kind of key that is left to the handshake. */
    private static Optional<String> signature(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> Optional.of("SHA256withECDSA");
            case "RSA" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
        };
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return current.chooseEngineServerAlias(keyType, issuers, engine);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return current.chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.getPrivateKey(alias);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return current.getServerAliases(keyType, issuers);
    }

    /** None: it is no client. */
    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
