package io.taskforge.model.settings;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server whose certificate one of the authorities vouches for, and for the very name that was connected to. The name is checked
 * here, and not left to whoever uses it: the broker's client of the api-service has a setting for that which it does not heed.
 */
public final class ServerTrust extends X509ExtendedTrustManager {

    private static final String NAMES = "HTTPS";

    private final X509ExtendedTrustManager authorities;

    private ServerTrust(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    /**
     * For the broker.
     *
     * @param ca {@code TASKFORGE_AMQP_CA_FILE}; without it, the authorities that Java comes with
     * @throws IllegalArgumentException when the file has no certificates
     */
    public static ServerTrust ofBroker(Optional<Path> ca) {
        return new ServerTrust(ca.map(file -> authorities(keyStore(file))).orElseGet(ServerTrust::ofPlatform));
    }

    /** The authorities that Java comes with. Says nothing of names. */
    static X509ExtendedTrustManager ofPlatform() {
        return authorities(null);
    }

    /** TLS 1.2 or newer, as the platform has it. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    private static KeyStore keyStore(Path file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : SettingFile.certificates(ConnectionSettings.BROKER_CA, file)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory takes certificates", e);
        }
    }

    private static X509ExtendedTrustManager authorities(KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (!(socket instanceof SSLSocket encrypted)) {
            throw nameless();
        }
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(NAMES);
        encrypted.setSSLParameters(parameters);
        authorities.checkServerTrusted(chain, authType, encrypted);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(NAMES);
        engine.setSSLParameters(parameters);
        authorities.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw nameless();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw nameless();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw nameless();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw nameless();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }

    private static CertificateException nameless() {
        return new CertificateException("Only servers are trusted here, under the name that was connected to.");
    }
}
