package io.taskforge.worker.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text binds by capitals alone, as RFC 2119 and RFC 8174 have it: "MUST" asks there and "must" only tells.
 *
 * <p>Told by counting, because most texts that do so never say so, and some that say so do not.
 */
final class Convention {

    private static final Pattern CAPITALS =
            Pattern.compile("\\b(?:MUST|SHALL|SHOULD|REQUIRED|RECOMMENDED|MAY|OPTIONAL)\\b");
    private static final Pattern SMALL = Pattern.compile("\\b(?:must|shall|should)\\b");
    private static final Pattern DECLARED = Pattern.compile("RFC ?(?:2119|8174)|BCP ?14");

    private static final int CAPITALS_AT_LEAST = 8;
    private static final int WHEN_DECLARED = 5;

    private Convention() {}

    static boolean bindsByCapitals(String text, Modals modals) {
        int capitals = Math.max(count(CAPITALS, text), modals.capitals(text));
        int least = DECLARED.matcher(text).find() ? WHEN_DECLARED : CAPITALS_AT_LEAST;
        return capitals >= least && capitals * 2 >= count(SMALL, text);
    }

    private static int count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
