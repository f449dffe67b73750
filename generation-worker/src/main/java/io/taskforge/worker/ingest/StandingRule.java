package io.taskforge.worker.ingest;

import java.util.regex.Pattern;

/**
 * English sentences that bind without a word that asks, because they leave no exception: "Every event is delivered …", "Gift cards
 * are never refunded", "Costs are refunded only when …".
 */
final class StandingRule {

    private static final String DONE =
            "(?:[a-z]{2,18}ed|sent|kept|shown|given|written|held|made|built|paid|read|put|set|sold|drawn"
                    + "|known|found|left|lost|hidden|taken|run|bound|begun|chosen|told)\\b";

    /** Not "Every year …" and "Each third …", which tell how often something happens. */
    private static final Pattern EVERY =
            Pattern.compile("(?:Every|Each) (?!(?:first|second|third|fourth|fifth|sixth|tenth|other|day"
                    + "|week|month|year|morning|evening|night|time|hour|minute|of|one of)\\b)(?:[\\w'’-]{1,30} ){1,6}?is (?:an? |the |"
                    + DONE + ")");

    private static final Pattern NEVER = Pattern.compile("(?:[\\w'’-]{1,30} ){1,10}?(?:is|are) never " + DONE);

    /** Not "It is used only when …", which explains what another sentence named. */
    private static final Pattern ONLY = Pattern.compile(
            "(?!(?:It|This|That|These|Those|They|There)\\b)(?:[\\w'’-]{1,30} ){1,10}?(?:is|are) (?:only " + DONE + "|"
                    + DONE + " only) (?:when|if|once|after|until|by|to|in|with|for|as|on)\\b");

    private StandingRule() {}

    static boolean is(String sentence) {
        return EVERY.matcher(sentence).lookingAt()
                || NEVER.matcher(sentence).lookingAt()
                || ONLY.matcher(sentence).lookingAt();
    }
}
