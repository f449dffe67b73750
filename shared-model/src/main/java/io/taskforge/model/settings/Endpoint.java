package io.taskforge.model.settings;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts of a connection URL; user and password decoded, path with its leading slash, query with its question mark. */
record Endpoint(String scheme, String host, int port, String path, String query, String user, String password) {

    /** @throws IllegalArgumentException when the text is not such a URL; the message never repeats it */
    static Endpoint parse(String variable, String url, List<String> schemes, int defaultPort) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            // Without the value and the cause: both hold the password.
            throw new IllegalArgumentException(
                    variable + " is not a URL: percent-encode special characters in the password");
        }
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(variable + " must look like " + schemes.getFirst()
                    + "://user:password@host:" + defaultPort + "/name");
        }
        String[] login = uri.getRawUserInfo() == null
                ? new String[] {""}
                : uri.getRawUserInfo().split(":", 2);
        return new Endpoint(
                uri.getScheme(),
                uri.getHost(),
                uri.getPort() < 0 ? defaultPort : uri.getPort(),
                uri.getRawPath() == null ? "" : uri.getRawPath(),
                uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery(),
                decode(login[0]),
                login.length > 1 ? decode(login[1]) : "");
    }

    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The value of a parameter in the query, decoded. */
    Optional<String> parameter(String name) {
        return query.isEmpty()
                ? Optional.empty()
                : Arrays.stream(query.substring(1).split("&", -1))
                        .filter(each -> each.startsWith(name + "="))
                        .map(each -> decode(each.substring(name.length() + 1)))
                        .findFirst();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port + path;
    }
}
