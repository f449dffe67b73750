package io.taskforge.worker.ingest;

import io.taskforge.worker.ingest.StatementFinder.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of thing a list holds, told by its items and by the words before it, where no heading says so. */
final class ListTopic {

    /** Labels by which somebody who is made up is described: "Age: 34", "Pain points: …". */
    private static final Set<String> OF_PERSONS = Set.of(
            "age",
            "occupation",
            "job title",
            "demographics",
            "background",
            "pain point",
            "pain points",
            "pain",
            "frustration",
            "frustrations",
            "motivation",
            "motivations",
            "tech savviness",
            "tech-savviness",
            "technical proficiency",
            "location",
            "education",
            "income",
            "personality",
            "behavior",
            "behaviour",
            "behaviors",
            "behaviours",
            "alter",
            "beruf",
            "schmerzpunkte",
            "frustrationen",
            "edad",
            "profesión",
            "ocupación",
            "frustraciones",
            "idade",
            "profissão",
            "ocupação",
            "dores",
            "frustrações",
            "âge",
            "métier",
            "età",
            "professione");

    /** One label alone may be a field of the product. */
    private static final int LABELS_AT_LEAST = 2;

    /** An item that is or begins with something said: an example of what people ask or are told. */
    private static final Pattern SAID = Pattern.compile(
            "[\"“„«](?:[^\"“”„«»\\s]{1,40}\\s){2,30}[^\"“”„«»]{0,80}[?!.]?[\"“”»](?:\\s*(?:→|->|=>|[-–—:]).*)?",
            Pattern.DOTALL);

    /** "Each entry shows", "A card contains": what follows is what the one thing has. */
    private static final Pattern HOLDS = Pattern.compile(
            "(?:(?:each|every|an?|the) (?:[\\w'’/-]{1,30} ){1,5}?(?:shows?|displays?|contains?|includes?|holds?|lists?|records?|consists? of|comprises?|carries|has))"
                    + "(?: the following(?: [\\w-]{1,20}){0,2})?",
            Pattern.CASE_INSENSITIVE);

    /** Of these, what follows is a part each. */
    private static final Pattern WHOLE = Pattern.compile(
            "\\b(?:system|application|app|platform|product|service|solution|tool|project|mvp|version|release|scope|module|backend|frontend|website|site|api|features?)\\b",
            Pattern.CASE_INSENSITIVE);

    /** "Must have features" ranks what follows and asks for nothing by itself. */
    private static final Pattern RANKS =
            Pattern.compile("(?:must|should|could|nice|muss|soll|kann)\\b", Pattern.CASE_INSENSITIVE);

    private static final int WORDS_OF_A_NAME = 5;

    /** "Border: #2D2D3D", "Body: 16px, regular": a value and not a sentence. */
    private static final Pattern VALUE = Pattern.compile(
            "[^:：]{1,40}[:：]\\s*(?:#[0-9A-Fa-f]{3,8}\\b.*|[<>≤≥~]?\\s?-?\\d{1,5}(?:[.,]\\d{1,3})?\\s?(?:px|rem|em|pt|dp|sp|ms|%)(?![\\p{L}\\d]).*)",
            Pattern.DOTALL);

    private static final int VALUES_AT_LEAST = 3;

    private ListTopic() {}

    /** Sizes, colours and the like: together one piece of work, which the heading names, and the items are what it must get right. */
    static Optional<Found> values(Block.Bullets bullets, Scope scope) {
        List<Passage> items =
                bullets.items().stream().map(item -> item.text().whole()).toList();
        long values = items.stream()
                .filter(item -> VALUE.matcher(item.text()).matches())
                .count();
        if (values < VALUES_AT_LEAST
                || values * 3 < items.size() * 2L
                || scope.heading().isBlank()) {
            return Optional.empty();
        }
        Found whole = new Found(
                StatementKind.LIST_ITEM,
                Strength.SHOULD,
                Headings.withoutNumber(scope.heading()),
                items.getFirst().firstLine(),
                items.getFirst().firstLine(),
                scope.section());
        items.forEach(item -> whole.add(item.text(), item.lastLine()));
        return Optional.of(whole);
    }

    static Optional<Topic> of(Block.Bullets bullets, Topic around) {
        List<String> items =
                bullets.items().stream().map(item -> item.text().whole().text()).toList();
        long personal = items.stream()
                .flatMap(item -> SentenceReading.label(item).stream())
                .filter(label -> OF_PERSONS.contains(label.toLowerCase(Locale.ROOT)))
                .count();
        boolean said = !items.isEmpty()
                && items.stream().allMatch(item -> SAID.matcher(item).matches());
        boolean persona = personal >= LABELS_AT_LEAST && personal * 2 >= items.size();
        return around == Topic.NEUTRAL && (persona || said) ? Optional.of(Topic.ASIDE) : Optional.empty();
    }

    /** What a few words before a list say it holds, where nothing else does: "Primary goals:", "Target users:". */
    static Topic named(String leadIn) {
        Topic own = Topic.of(leadIn.replaceFirst("[:：]\\s*$", ""));
        boolean brief = leadIn.matches("(?s).*[:：]\\s*") && Words.split(leadIn).size() <= WORDS_OF_A_NAME;
        boolean beside = own == Topic.GOAL || own == Topic.BACKGROUND || own == Topic.ASIDE;
        return brief && beside && !Topic.namesPart(leadIn) ? own : Topic.NEUTRAL;
    }

    /** Whether the words before a list only say that requirements follow, as "Functional requirements:" does. */
    static boolean names(String leadIn, boolean asks) {
        return Topic.of(leadIn) == Topic.WORK
                && Words.split(leadIn).size() <= WORDS_OF_A_NAME
                && (!asks || RANKS.matcher(leadIn).lookingAt());
    }

    /** Whether the words before a list name one thing, and the items only what is in it. */
    static boolean holds(String leadIn) {
        return HOLDS.matcher(leadIn).matches() && !WHOLE.matcher(leadIn).find();
    }
}
