package io.taskforge.api.failure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Which request targets are let in at all. Layers disagree on what an encoded slash, dot, backslash or semicolon in a path means,
 * and what one layer guards another may serve (CVE-2026-39852, CVE-2026-50559); no path of ours has any.
 *
 * <p>Encoded twice ({@code %252f}) they are let in: a path is decoded once, and what is left is the name of nothing. A layer before
 * us that decodes, too, sends them encoded once.
 */
final class RequestTargets {

    private static final List<String> REFUSED = List.of(";", "\\", "//", "%3b", "%2f", "%5c", "%2e", "%00");

    private static final List<String> DOT_SEGMENTS = List.of("/./", "/../");

    private RequestTargets() {}

    /**
     * @param target as sent: a path with its query, or a whole URL (RFC 9112, 3.2.2); null when it cannot even be told apart
     * @param path the target's, undecoded, without the query, in which all that is refused here is harmless
     */
    static boolean acceptable(String target, String path) {
        if (target == null || path == null || !path.startsWith("/") || !isUri(target)) {
            return false;
        }
        String lowerCase = path.toLowerCase(Locale.ROOT);
        String closed = lowerCase + "/";
        return REFUSED.stream().noneMatch(lowerCase::contains)
                && DOT_SEGMENTS.stream().noneMatch(closed::contains);
    }

    /** Without a fragment, which no client sends. */
    private static boolean isUri(String target) {
        try {
            return new URI(target).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
