package io.taskforge.worker.ingest;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides what one sentence or list item asks for. */
final class SentenceReading {

    /** How a sentence was recognised, and how strongly it asks. */
    record Reading(StatementKind kind, Strength strength) {}

    private static final Set<String> OUTCOMES =
            Set.of("success", "result", "outcome", "done when", "accepted when", "erfolg", "ergebnis");

    private static final Pattern LABEL = Pattern.compile("([^:：.!?]{2,60})[:：]\\s{0,2}(?=\\S)");

    private static final Pattern PRIORITY_TAG = Pattern.compile(
            "[\\[(](?:priority:? ?)?(p[0-4]|must(?:[- ]have)?|should(?:[- ]have)?|could(?:[- ]have)?|high|medium|low|critical|optional|nice to have|muss|soll|kann)[\\])]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DENIAL =
            Pattern.compile("No (?!one|body|other|matter|longer|idea|doubt|wonder)[a-z-]{3,20}\\b");

    /** "A badge is a picture that can be earned" says what a word means, whatever may be done with the thing. */
    private static final Pattern DEFINES = Pattern.compile(
            "(?:An? (?:[\\w'’-]{1,30} ){1,4}?is|(?:An?|The) (?:[\\w'’-]{1,30} ){1,4}?(?:represents?|denotes?|refers to|means)) (?:an?|the|any|one) (?:[\\w'’-]{1,30} ){1,8}?(?:that|which|who|where)\\b");

    /** "Shall, should and may have the meaning of …": words that are spoken of and not used. */
    private static final Pattern SPOKEN_OF = Pattern.compile(
            "\\b(?:must|shall|should|may|will)\\b(?: not)?[^\\p{L}]{1,5}(?:(?:and|or) \\P{L}?)?(?:must|shall|should|may|will)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Modals modals;
    private final boolean english;
    private final boolean capitals;
    private final boolean leaning;

    /** @param text the whole, which shows by what convention it asks */
    SentenceReading(String language, String text) {
        this.modals = new Modals(language);
        this.english = language.equals("en");
        this.capitals = Convention.bindsByCapitals(text, modals);
        this.leaning = Convention.leansOnCapitals(text);
    }

    /** Whether only capitals ask in this text, outside the sections that hold nothing but requirements. */
    boolean bindsByCapitals() {
        return capitals;
    }

    /** Whether the sentence asks by capitals in a text that binds by them: then it does so even in an introduction. */
    boolean binds(String sentence) {
        return capitals && modals.ofCapitals(sentence).isPresent();
    }

    private Optional<Strength> asked(String text, boolean trusting) {
        if (capitals) {
            return modals.ofCapitals(text);
        }
        return leaning && !trusting ? modals.strong(text) : modals.of(text, trusting);
    }

    Optional<Reading> read(String sentence, Topic topic, boolean lenient) {
        String bare = Shapes.bare(sentence);
        if (Shapes.rulesOut(bare)) {
            return Optional.of(new Reading(StatementKind.NON_GOAL, Strength.MAY));
        }
        Optional<Strength> tagged = tag(sentence);
        Optional<Strength> asked = asked(bare, topic == Topic.WORK || topic == Topic.WISH);
        Strength otherwise = topic == Topic.WISH ? Strength.MAY : Strength.SHOULD;
        Strength strength = tagged.or(() -> topic == Topic.WISH ? Optional.of(Strength.MAY) : asked)
                .orElse(otherwise);
        if (UserStory.of(bare).isPresent()) {
            return Optional.of(new Reading(StatementKind.USER_STORY, tagged.orElse(otherwise)));
        }
        if (Shapes.isScenario(bare)) {
            return Optional.of(new Reading(StatementKind.SCENARIO, strength));
        }
        if (isQuestion(bare)) {
            return Optional.of(new Reading(StatementKind.QUESTION, Strength.MAY));
        }
        if (Shapes.endpoint(bare, true).isPresent()) {
            return Optional.of(new Reading(StatementKind.ENDPOINT, strength));
        }
        boolean explains = Modals.tells(bare)
                && !bare.toLowerCase(Locale.ROOT).startsWith("there")
                && !bare.toLowerCase(Locale.ROOT).startsWith("it ")
                && topic == Topic.NEUTRAL
                && english
                && !capitals
                && strength != Strength.MUST;
        boolean defines = english
                && strength != Strength.MUST
                && modals.strong(bare).isEmpty()
                && DEFINES.matcher(bare).lookingAt();
        if (asked.isPresent() && !explains && !defines) {
            return Optional.of(new Reading(StatementKind.REQUIREMENT, strength));
        }
        if (english && !capitals && StandingRule.is(bare)) {
            return Optional.of(new Reading(
                    StatementKind.REQUIREMENT, tagged.orElse(topic == Topic.WISH ? Strength.MAY : Strength.MUST)));
        }
        boolean command = english
                && (!capitals || topic == Topic.WORK || topic == Topic.WISH)
                && (isCommand(bare)
                        || isCommand(withoutCondition(bare))
                        || DENIAL.matcher(bare).lookingAt());
        boolean prose = lenient && topic.asksForWork() && (!modals.knowsLanguage() || command);
        return command || prose ? Optional.of(new Reading(StatementKind.REQUIREMENT, otherwise)) : Optional.empty();
    }

    /** As {@link #read}, for an item of a list or a table, which counts for where it stands. */
    Optional<Reading> readItem(String item, Topic topic, boolean lenient) {
        Optional<Reading> reading = read(item, topic, lenient);
        if (reading.isPresent()) {
            return reading;
        }
        if (topic == Topic.NEUTRAL && !lenient && (capitals || english && describes(item))) {
            return Optional.empty();
        }
        Strength strength = tag(item).orElse(topic == Topic.WISH ? Strength.MAY : Strength.SHOULD);
        return Optional.of(new Reading(StatementKind.LIST_ITEM, strength));
    }

    /** Whether the words tell what is, in a full English sentence, and so ask for nothing. */
    private static boolean describes(String item) {
        String padded = Modals.padded(item).toLowerCase(Locale.ROOT);
        boolean copula = padded.contains(" is ")
                || padded.contains(" are ")
                || padded.contains(" was ")
                || padded.contains(" were ");
        return copula && item.endsWith(".");
    }

    Optional<Strength> strength(String sentence) {
        return tag(sentence).or(() -> asked(sentence, false));
    }

    /** Whether the sentence asks beyond doubt: by more than "can" or "will" of anybody, or by a list that merely names things. */
    boolean firm(String sentence) {
        String bare = Shapes.bare(sentence);
        return modals.strong(bare).isPresent()
                || isCommand(bare)
                || (modals.of(bare, false).isPresent() && Evidence.hasActor(bare));
    }

    /** Whether the sentence only leaves something open, were it in two words such as "Format: TBD". */
    boolean leavesOpen(String sentence) {
        String bare = Shapes.bare(sentence);
        return isQuestion(bare) || Shapes.undecided(bare) && asked(bare, false).isEmpty();
    }

    private boolean isQuestion(String bare) {
        return Shapes.asks(bare)
                || Shapes.isToDo(bare)
                || (Shapes.undecided(bare)
                        && asked(bare, false).isEmpty()
                        && Words.split(bare).size() > 2);
    }

    static boolean isCommand(String text) {
        return EnglishVerbs.isOrder(text);
    }

    private static final Pattern CONDITION =
            Pattern.compile("(?:If|When|Whenever|Once) [^,;:]{3,120}(?:, (?=[a-z])|: (?=\\p{L}))");

    private static String withoutCondition(String text) {
        Matcher matcher = CONDITION.matcher(text);
        return matcher.lookingAt() ? text.substring(matcher.end()) : text;
    }

    /** "[P0]", "(must)" and the like. */
    static Optional<Strength> tag(String text) {
        Matcher matcher = PRIORITY_TAG.matcher(text);
        return matcher.find() ? ofPriority(matcher.group(1)) : Optional.empty();
    }

    /** What a word that ranks, such as a table's "High" or "P2", says. */
    static Optional<Strength> ofPriority(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT).replace('-', ' ');
        if (Set.of(
                        "p0",
                        "p1",
                        "must",
                        "must have",
                        "high",
                        "critical",
                        "muss",
                        "hoch",
                        "alta",
                        "haute",
                        "élevée",
                        "mandatory",
                        "required",
                        "高",
                        "obligatorio",
                        "obrigatório",
                        "deve",
                        "debe")
                .contains(lower)) {
            return Optional.of(Strength.MUST);
        }
        if (Set.of(
                        "p2",
                        "should",
                        "should have",
                        "medium",
                        "soll",
                        "mittel",
                        "media",
                        "moyenne",
                        "média",
                        "normal",
                        "中")
                .contains(lower)) {
            return Optional.of(Strength.SHOULD);
        }
        return Set.of(
                                "p3",
                                "p4",
                                "could",
                                "could have",
                                "low",
                                "optional",
                                "nice to have",
                                "kann",
                                "niedrig",
                                "baja",
                                "basse",
                                "baixa",
                                "bassa",
                                "低",
                                "may")
                        .contains(lower)
                ? Optional.of(Strength.MAY)
                : Optional.empty();
    }

    /** The words before a colon, when they are few enough to be a label. */
    static Optional<String> label(String text) {
        Matcher matcher = LABEL.matcher(text);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String label = matcher.group(1).strip();
        return Words.split(label).size() <= 5 && !label.contains("/") ? Optional.of(label) : Optional.empty();
    }

    static String afterLabel(String text) {
        Matcher matcher = LABEL.matcher(text);
        return matcher.lookingAt() ? text.substring(matcher.end()).strip() : text;
    }

    static boolean isOutcome(String label) {
        return OUTCOMES.contains(label.toLowerCase(Locale.ROOT));
    }

    /** Whether the text says nothing about the product: who wrote it, a lone link, a single word. */
    boolean isIdle(String text) {
        Optional<String> label = label(text);
        if (label.isPresent() && DocumentData.isAbout(label.get().toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return !text.contains(" ");
        }
        boolean warns = text.startsWith("⚠") || text.startsWith("ℹ");
        return DocumentData.isLegal(text)
                || warns
                        && modals.strong(text)
                                .filter(asked -> asked != Strength.MAY)
                                .isEmpty()
                || CrossReference.is(text, capitals)
                || english && SPOKEN_OF.matcher(text).find()
                || text.contains("RFC 2119")
                || text.contains("RFC2119")
                || text.codePoints().noneMatch(Character::isLetter);
    }
}
