package io.taskforge.api.failure;

import java.util.List;
import java.util.Locale;

/**
 * Which request targets are let in at all. Layers disagree on what an encoded slash, dot, backslash or semicolon in a path means,
 * and what one layer guards another may serve (CVE-2026-39852, CVE-2026-50559); no path of ours has any.
 */
final class RequestTargets {

    private static final List<String> REFUSED = List.of(";", "\\", "//", "%3b", "%2f", "%5c", "%2e", "%00");

    private RequestTargets() {}

    /** @param path as sent, undecoded, without the query, in which all of these are harmless */
    static boolean acceptable(String path) {
        if (path == null) {
            return false;
        }
        String lowerCase = path.toLowerCase(Locale.ROOT);
        return REFUSED.stream().noneMatch(lowerCase::contains);
    }
}
