package io.taskforge.model.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of a test's own, and certificates that it vouches for; made by the JDK's {@code keytool}. */
public final class Certificates {

    private static final String PASSWORD = "of-a-test";
    private static final String AUTHORITY = "authority";

    /** Whose server it is. */
    public static final String LOCAL = "dns:localhost,ip:127.0.0.1";

    /** Both in PEM; {@code key} in PKCS#8. */
    public record Pair(Path certificate, Path key) {

        /** For a server that shows this certificate. */
        SSLContext server() {
            try (InputStream in = Files.newInputStream(certificate)) {
                Certificate shown = CertificateFactory.getInstance("X.509").generateCertificate(in);
                String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
                PrivateKey secret = KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(null, null);
                keys.setKeyEntry("server", secret, PASSWORD.toCharArray(), new Certificate[] {shown});
                KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                managers.init(keys, PASSWORD.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(managers.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Overwrites another one, as whoever renews certificates does. */
        public void replace(Pair other) throws IOException {
            Files.copy(certificate, other.certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(key, other.key, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private final Path folder;
    private final Path store;
    private int made;

    private Certificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("certificates.p12");
    }

    /** A new authority, whose own certificate is in a file of the folder. */
    public static Pair authority(Path folder) {
        return in(folder).authority();
    }

    /** @param folder empty; the authority is new */
    public static Certificates in(Path folder) {
        Certificates made = new Certificates(folder);
        made.keytool(List.of("-alias", AUTHORITY, "-dname", "CN=An authority of a test", "-ext", "bc:c"));
        return made;
    }

    public Pair authority() {
        return written(AUTHORITY);
    }

    /** @param names such as {@link #LOCAL} */
    public Pair of(String names) {
        String alias = "server-" + ++made;
        keytool(List.of("-alias", alias, "-dname", "CN=" + alias, "-signer", AUTHORITY, "-ext", "san=" + names));
        return written(alias);
    }

    private void keytool(List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(more);
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Pair written(String alias) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Path certificate = folder.resolve(alias + ".pem");
            Path key = folder.resolve(alias + ".key");
            Files.writeString(
                    certificate, pem("CERTIFICATE", keys.getCertificate(alias).getEncoded()));
            Files.writeString(
                    key,
                    pem(
                            "PRIVATE KEY",
                            keys.getKey(alias, PASSWORD.toCharArray()).getEncoded()));
            // A database takes no key that others could read.
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            return new Pair(certificate, key);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
