package io.taskforge.api.job;

import java.util.Arrays;
import java.util.List;

/** What a client may hold of a resource already (RFC 9110, 8.8.3 and 13.1.2). */
public final class EntityTag {

    private EntityTag() {}

    /**
     * Whether one of the tags is this one. If-None-Match compares weakly: proxies that compress turn a strong tag into a weak one.
     *
     * @param ifNoneMatch every value of the header
     */
    public static boolean matches(String tag, List<String> ifNoneMatch) {
        String opaque = opaque(tag);
        return ifNoneMatch.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .anyMatch(asked -> asked.equals("*") || opaque(asked).equals(opaque));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
