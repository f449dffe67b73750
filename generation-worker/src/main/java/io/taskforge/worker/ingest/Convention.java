package io.taskforge.worker.ingest;

import java.util.regex.Pattern;

/**
 * Whether a text binds by capitals alone, as RFC 2119 and RFC 8174 have it: "MUST" asks there and "must" only tells.
 *
 * <p>Told by counting, because most texts that do so never say so, and some that say so do not. The paragraph that declares the
 * words does not count: translations declare the capitals and then write their own words.
 */
final class Convention {

    private static final Pattern SMALL = Pattern.compile("\\b(?:must|shall|should)\\b");
    private static final Pattern DECLARED = Pattern.compile("RFC ?(?:2119|8174)|BCP ?14");

    private static final Pattern PARAGRAPH_END = Pattern.compile("\n[ \t]*\n");

    private static final int CAPITALS_AT_LEAST = 8;
    private static final int WHEN_DECLARED = 3;
    private static final int LEANING_AT_LEAST = 4;

    private Convention() {}

    /**
     * Whether the text writes its key words in capitals more often than not, too seldom to bind by them alone: what merely "may" be
     * so in small letters is then told and not asked.
     */
    static boolean leansOnCapitals(String text) {
        int capitals = KeyWords.count(text);
        return capitals >= LEANING_AT_LEAST
                && capitals > SMALL.matcher(text).results().count();
    }

    static boolean bindsByCapitals(String text, Modals modals) {
        int capitals = 0;
        int own = 0;
        int least = CAPITALS_AT_LEAST;
        for (String paragraph : PARAGRAPH_END.split(text, -1)) {
            if (DECLARED.matcher(paragraph).find()) {
                least = WHEN_DECLARED;
            } else {
                capitals += KeyWords.count(paragraph);
                own += modals.capitals(paragraph);
            }
        }
        return Math.max(capitals, own) >= least
                && Math.max(capitals, own) * 2 >= SMALL.matcher(text).results().count();
    }
}
