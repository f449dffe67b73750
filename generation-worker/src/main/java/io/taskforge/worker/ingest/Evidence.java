package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a text asks for anything at all.
 *
 * <p>Lists and sentences with "can" and "will" count as requirements among others, and make up whole texts in which nothing is
 * asked for: minutes, diaries, articles. So one statement at least must ask beyond doubt. Known for English alone; in other
 * languages what was found is believed.
 */
final class Evidence {

    /** Who does things in specifications, when nothing stronger than "can" or "will" says that they are to. */
    private static final Set<String> ACTORS = Set.of(
            "user",
            "users",
            "system",
            "app",
            "application",
            "admin",
            "admins",
            "administrator",
            "administrators",
            "customer",
            "customers",
            "operator",
            "operators",
            "client",
            "clients",
            "server",
            "service",
            "api",
            "player",
            "players",
            "visitor",
            "visitors",
            "member",
            "members",
            "manager",
            "managers",
            "developer",
            "developers",
            "tool",
            "product",
            "platform",
            "page",
            "screen",
            "button",
            "bot",
            "plugin",
            "library",
            "software",
            "program",
            "website",
            "site",
            "interface",
            "dashboard",
            "report",
            "database",
            "script",
            "command",
            "device",
            "feature",
            "module",
            "component",
            "we",
            "i",
            "it",
            "owner",
            "guest",
            "guests",
            "editor",
            "moderator",
            "driver",
            "seller",
            "buyer",
            "teacher",
            "student",
            "staff");

    private static final int WORDS_TO_THE_ACTOR = 4;

    private Evidence() {}

    static boolean asks(List<Found> found, List<Chapter> chapters, SentenceReading sentences) {
        return found.stream()
                .filter(Found::isWork)
                .anyMatch(statement ->
                        isFirm(statement, chapters.get(statement.section()).topic(), sentences));
    }

    private static boolean isFirm(Found statement, Topic topic, SentenceReading sentences) {
        boolean stands =
                switch (topic) {
                    case WORK, WISH, ACCEPTANCE, FLOW, GOAL -> true;
                    case NEUTRAL, BACKGROUND, ASIDE, NON_GOAL, QUESTION, RISK, MILESTONE -> false;
                };
        return stands
                || switch (statement.kind()) {
                    case USER_STORY, SCENARIO, ENDPOINT, TABLE_ROW -> true;
                    case REQUIREMENT, LIST_ITEM ->
                        Shapes.id(statement.text()).isPresent()
                                || sentences.firm(statement.text())
                                || statement.details().stream().anyMatch(sentences::firm);
                    case QUESTION, NON_GOAL -> false;
                };
    }

    /** Whether the sentence is about somebody or something that a specification is about. */
    static boolean hasActor(String sentence) {
        List<String> words = Words.split(Script.first(sentence, 80).toLowerCase(Locale.ROOT));
        return words.stream().limit(WORDS_TO_THE_ACTOR).anyMatch(ACTORS::contains);
    }
}
