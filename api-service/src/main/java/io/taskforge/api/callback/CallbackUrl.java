package io.taskforge.api.callback;

import io.taskforge.model.job.JobId;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A callback URL taken apart. It is read once and by this alone: what connects is given these parts and no text, so that no second
 * reading can find another host in it.
 *
 * @param host in ASCII and lower case; an IPv6 address in brackets
 * @param target path and query, with {@code {job_id}} where it was
 */
record CallbackUrl(boolean secure, String host, int port, String target) {

    /** Either the URL or the rule that keeps it from being one. */
    sealed interface Reading {

        record Readable(CallbackUrl url) implements Reading {}

        record Refused(CallbackRule rule) implements Reading {}
    }

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_NAME = 253;

    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /** Whatever a host may be spelled with, names of private networks included. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");

    /**
     * A name of two labels or more, of which the last begins with a letter. That leaves no address in any notation: what the system's
     * resolver takes for one (127.1, 0x7f000001, 017700000001, 2130706433) ends in a number.
     */
    private static final Pattern DNS_NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** @param template in the form of {@link CallbackTemplate} */
    static Reading of(String template) {
        boolean secure = template.startsWith("https://");
        int begin = template.indexOf("://") + 3;
        int end = CallbackTemplate.authorityEnd(template, begin);
        String authority = template.substring(begin, end);
        if (authority.indexOf('@') >= 0) {
            return new Reading.Refused(CallbackRule.NO_CREDENTIALS);
        }
        if (template.indexOf('#') >= 0) {
            return new Reading.Refused(CallbackRule.NO_FRAGMENT);
        }
        int colon = authority.lastIndexOf(':') > authority.lastIndexOf(']') ? authority.lastIndexOf(':') : -1;
        String host = ascii(colon < 0 ? authority : authority.substring(0, colon));
        if (!HOST.matcher(host).matches()) {
            return new Reading.Refused(CallbackRule.HOST_NAME);
        }
        int port = colon < 0 ? secure ? HTTPS_PORT : HTTP_PORT : port(authority.substring(colon + 1));
        if (port > HIGHEST_PORT) {
            return new Reading.Refused(CallbackRule.PORT);
        }
        String rest = template.substring(end);
        return new Reading.Readable(new CallbackUrl(secure, host, port, rest.startsWith("/") ? rest : "/" + rest));
    }

    private static int port(String text) {
        return PORT.matcher(text).matches() ? Integer.parseInt(text) : HIGHEST_PORT + 1;
    }

    /** Letters of any script as their Punycode; empty for what cannot be a host, digits of other scripts among it. */
    private static String ascii(String host) {
        boolean digits = host.chars().anyMatch(c -> c >= 0x80 && Character.isDigit(c));
        if (host.length() > LONGEST_NAME || digits) {
            return "";
        }
        try {
            return host.startsWith("[")
                    ? host.toLowerCase(Locale.ROOT)
                    : IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether the host is a name that DNS may know, rather than an address or a name of this machine or its network. */
    boolean namesPublicly() {
        return host.length() <= LONGEST_NAME && DNS_NAME.matcher(host).matches() && !host.endsWith(".localhost");
    }

    /** As in a list of hosts. */
    String hostAndPort() {
        return host + ":" + port;
    }

    /** For the header {@code Host}. */
    String hostHeader() {
        return port == (secure ? HTTPS_PORT : HTTP_PORT) ? host : hostAndPort();
    }

    String targetFor(JobId job) {
        return target.replace(CallbackTemplate.JOB_ID, job.toString());
    }
}
