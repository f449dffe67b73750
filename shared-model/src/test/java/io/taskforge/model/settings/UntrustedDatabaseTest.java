package io.taskforge.model.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.VertxException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UntrustedDatabaseTest {

    /** As the platform, the JDBC driver and the pool put it. */
    static Stream<Throwable> refusals() {
        return Stream.of(
                new SQLException("SSL error", new SSLHandshakeException("PKIX path building failed")),
                new IllegalStateException(new CertificateException("No subject alternative names matching db")),
                new SQLException("The hostname db could not be verified by hostnameverifier PgjdbcHostnameVerifier."),
                new VertxException("SSL handshake failed", true));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refused_certificate_is_told_with_what_to_check(Throwable failure) {
        String line = UntrustedDatabase.line(failure).orElseThrow();

        assertTrue(line.contains("TASKFORGE_DATABASE_CA_FILE") && line.contains("TASKFORGE_DATABASE_URL"), line);
        assertEquals(1, line.lines().count());
    }

    @Test
    void a_database_that_is_away_is_another_matter() {
        assertEquals(Optional.empty(), UntrustedDatabase.line(new SQLException(new ConnectException("refused"))));
    }
}
