package io.taskforge.model.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Files that a variable names. What is wrong with one is said with the variable and the path, and never with what is in it. */
public final class SettingFile {

    private SettingFile() {}

    /**
     * What stands in the file, without the line ends at its end.
     *
     * @throws IllegalArgumentException when that is nothing, or cannot be read
     */
    static String text(String variable, Path file) {
        try {
            String text = Files.readString(file).replaceAll("[\\r\\n]+$", "");
            if (text.isBlank()) {
                throw new IllegalArgumentException("The file that " + variable + " names is empty: " + file);
            }
            return text;
        } catch (IOException e) {
            throw unreadable(variable, file, e);
        }
    }

    /**
     * The certificates in a PEM file, one at least.
     *
     * @throws IllegalArgumentException when there is none, or the file cannot be read
     */
    public static List<X509Certificate> certificates(String variable, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<?> found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw noCertificate(variable, file);
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw noCertificate(variable, file);
        } catch (IOException e) {
            throw unreadable(variable, file, e);
        }
    }

    /**
     * Refuses a file in which there is no private key in PEM; whether it belongs to a certificate is not looked at.
     *
     * @throws IllegalArgumentException with what to do
     */
    public static void requirePrivateKey(String variable, Path file) {
        if (!text(variable, file).contains("PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "The file that " + variable + " names must hold a private key in PEM: " + file);
        }
    }

    private static IllegalArgumentException noCertificate(String variable, Path file) {
        return new IllegalArgumentException(
                "The file that " + variable + " names must hold certificates in PEM: " + file);
    }

    private static IllegalArgumentException unreadable(String variable, Path file, IOException failure) {
        String why =
                switch (failure) {
                    case NoSuchFileException missing -> "is not there";
                    case AccessDeniedException denied -> "may not be read by this process";
                    case CharacterCodingException binary -> "is not text";
                    default -> "cannot be read";
                };
        return new IllegalArgumentException("The file that " + variable + " names " + why + ": " + file);
    }
}
