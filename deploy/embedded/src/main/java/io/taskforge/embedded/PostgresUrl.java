package io.taskforge.embedded;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where a database is and who asks: {@code postgresql://user:password@host:port/database?parameter=value}.
 *
 * @param port 5432 when the text names none
 * @param parameters the part behind the question mark as it was given, or null; handed to JDBC as it is
 */
public record PostgresUrl(String user, String password, String host, int port, String database, String parameters) {

    private static final int USUAL_PORT = 5432;
    private static final String AUTHORITY = "sslrootcert=";

    /**
     * @throws IllegalArgumentException when the text is not such a URL; the message never repeats the password
     */
    public static PostgresUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM, null);
        }
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equals("postgresql") || scheme.equals("postgres")) || uri.getHost() == null) {
            throw new IllegalArgumentException(FORM);
        }
        String path = uri.getRawPath();
        if (path == null || path.length() < 2) {
            throw new IllegalArgumentException(FORM);
        }
        String credentials = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        return new PostgresUrl(
                decoded(user),
                decoded(password),
                uri.getHost(),
                uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                decoded(path.substring(1)),
                uri.getRawQuery());
    }

    private static final String FORM =
            "A database URL looks like postgresql://user:password@host:5432/database; special characters percent-encoded.";

    /** The same server and user, another database. */
    public PostgresUrl withDatabase(String other) {
        return new PostgresUrl(user, password, host, port, other, parameters);
    }

    /** Only a server for which an authority in this PEM file vouches, as far as {@link #parameters} ask for verifying at all. For JDBC. */
    public PostgresUrl verifiedBy(String caFile) {
        String more = AUTHORITY + encoded(caFile);
        return new PostgresUrl(
                user, password, host, port, database, parameters == null ? more : parameters + "&" + more);
    }

    /** Without what {@link #verifiedBy} added: for clients that are told of the file otherwise. */
    public PostgresUrl unverified() {
        if (parameters == null || !parameters.contains(AUTHORITY)) {
            return this;
        }
        String rest = parameters.substring(0, parameters.indexOf(AUTHORITY)).replaceFirst("&$", "");
        return new PostgresUrl(user, password, host, port, database, rest.isEmpty() ? null : rest);
    }

    /** As {@link #parse} reads it, password included: not for logs. */
    public String url() {
        return "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + host + ":" + port + "/"
                + encoded(database) + (parameters == null ? "" : "?" + parameters);
    }

    /** For JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + encoded(database)
                + (parameters == null ? "" : "?" + parameters);
    }

    /**
     * Opens a connection without {@code DriverManager}, which depends on whose class loader asks. A server that stays silent fails it
     * within 10 s, and later any statement within 60 s; {@link #parameters} may say otherwise.
     */
    public Connection connect() throws SQLException {
        return new org.postgresql.Driver().connect(jdbcUrl(), properties());
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        return properties;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
