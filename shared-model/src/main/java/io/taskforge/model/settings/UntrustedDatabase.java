package io.taskforge.model.settings;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Tells a database with the wrong certificate, which will not come right by itself, from one that is away. */
public final class UntrustedDatabase {

    /** What the JDBC driver says of a name, in an exception that is no other than for a broken connection. */
    private static final String NAME = "could not be verified by hostname";

    /** What the pool says of any certificate that it does not like, and nothing else. */
    private static final String HANDSHAKE = "SSL handshake failed";

    private UntrustedDatabase() {}

    /** One line on what to do; empty when the failure is another. */
    public static Optional<String> line(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(UntrustedDatabase::isRefusal)
                .reduce((outer, inner) -> inner)
                .map(cause -> "The database's certificate is not trusted; check that " + ConnectionSettings.DATABASE_CA
                        + " holds its authority and that " + Secret.DATABASE_URL.variable()
                        + " names the host that it is for: "
                        + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }

    private static boolean isRefusal(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof SSLException
                || cause instanceof CertificateException
                || message.contains(NAME)
                || message.contains(HANDSHAKE);
    }
}
