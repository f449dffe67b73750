package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.EnglishVerbs;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.UserStory;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the present tense what a finished ticket makes true: "The list must load" becomes "the list loads". */
final class Declarative {

    private Declarative() {}

    /** The clause as a fact, without its lead, beginning in lower case. */
    static String of(Clause clause) {
        String subject =
                clause.subject().equalsIgnoreCase("we") || clause.subject().equalsIgnoreCase("i")
                        ? "the system"
                        : Phrases.lower(clause.subject());
        boolean plural = clause.isPlural() && !subject.equals("the system");
        String predicate = subject.equals("the system")
                ? clause.predicate().replaceFirst("(?i)^know ", "show ")
                : clause.predicate();
        if (clause.modal().equals("may")
                || clause.modal().equals("can")
                || clause.modal().startsWith("is a")
                || clause.modal().startsWith("are a")) {
            return subject + (clause.negative() ? " cannot " : " can ") + predicate;
        }
        String lower = predicate.toLowerCase(Locale.ROOT);
        if (subject.equals("there") && lower.startsWith("be ")) {
            return there(clause.negative(), predicate.substring(3));
        }
        if (lower.startsWith("be ") || lower.equals("be")) {
            String be = plural ? "are" : "is";
            return subject + " " + be + (clause.negative() ? " not" : "") + predicate.substring(2);
        }
        if (clause.negative()) {
            return subject + (plural ? " do not " : " does not ") + predicate;
        }
        if (!subject.equals("the system") && clause.actor("") == Clause.Actor.PERSON) {
            return subject + " " + (canDo(lower) ? "can" : "must") + " " + predicate;
        }
        return subject + " " + conjugated(predicate, plural);
    }

    /** "There should not be any changes" is about no changes. */
    private static String there(boolean negative, String what) {
        String thing = negative ? "no " + what.replaceFirst("(?i)^(?:any|an?) ", "") : what;
        List<String> words = Words.split(thing.replaceFirst(" (?:of|for|in|on|with|to|that|at|per) .*$", ""));
        String head = words.isEmpty() ? "" : words.getLast();
        boolean many = head.endsWith("s") && !head.endsWith("ss");
        return "there " + (many ? "are " : "is ") + thing;
    }

    private static boolean canDo(String predicate) {
        return predicate.matches(
                "(?:see|view|find|filter|search|choose|select|export|download|open|edit|create|add|delete|cancel|sort|upload|browse|share|assign|know|get)\\b.*");
    }

    static String conjugated(String words, boolean plural) {
        Matcher second = SECOND_MODAL.matcher(words);
        String predicate = second.find() && second.start() < COORDINATED_WITHIN
                ? words.substring(0, second.start(1)) + secondVerb(second, plural) + words.substring(second.end())
                : words;
        if (plural) {
            return predicate;
        }
        int space = predicate.indexOf(' ');
        String verb = space < 0 ? predicate : predicate.substring(0, space);
        String rest = space < 0 ? "" : predicate.substring(space);
        if (verb.endsWith("ly") && !VERBS_LIKE_ADVERBS.contains(verb) && space > 0) {
            return verb + " " + conjugated(rest.strip(), false);
        }
        if (verb.endsWith(",")) {
            return EnglishVerbs.thirdPerson(verb.substring(0, verb.length() - 1)) + "," + coordinated(rest);
        }
        return EnglishVerbs.thirdPerson(verb) + coordinated(rest);
    }

    /** "stores it and returns …", not "stores it and return …". */
    private static String coordinated(String rest) {
        Matcher and = COORDINATOR.matcher(rest);
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (and.find() && and.start() < COORDINATED_WITHIN) {
            String after = rest.substring(and.end());
            List<String> following = Words.split(Script.first(after, 60));
            boolean order = following.size() > 1
                    && after.startsWith(following.get(0))
                    && EnglishVerbs.isBase(following.get(0))
                    && (EnglishVerbs.isCommand(following.get(0), following.get(1))
                            || following.get(1).equals("it"));
            if (order) {
                text.append(rest, from, and.end()).append(EnglishVerbs.thirdPerson(following.get(0)));
                from = and.end() + following.get(0).length();
            }
        }
        return text.append(rest.substring(from)).toString();
    }

    /** "and must not resolve" to "and does not resolve". */
    private static String secondVerb(Matcher second, boolean plural) {
        String verb = second.group(3);
        if (second.group(2) != null) {
            return (plural ? "do not " : "does not ") + verb;
        }
        return verb.equals("be") ? (plural ? "are" : "is") : plural ? verb : EnglishVerbs.thirdPerson(verb);
    }

    private static final Set<String> VERBS_LIKE_ADVERBS =
            Set.of("apply", "comply", "imply", "multiply", "rely", "reply", "supply");

    private static final Pattern SECOND_MODAL =
            Pattern.compile("(?<= (?:and|but) )((?:must|shall|should|will) (not )?(\\w+))");
    private static final Pattern COORDINATOR = Pattern.compile(",? (?:and|or) (?=[a-z])");
    private static final int COORDINATED_WITHIN = 90;

    /** One English sentence as something to check, or empty when it is not of a known form. */
    static Optional<String> of(String sentence) {
        String text = sentence.strip().replaceFirst("[.;:]+$", "");
        Optional<UserStory> story = UserStory.of(text);
        if (story.isPresent()) {
            return story.map(Declarative::ofStory);
        }
        Matcher nice = NICE.matcher(text);
        if (nice.matches()) {
            return Optional.of(nice.group(1) + " can " + nice.group(2));
        }
        Matcher want = WANT.matcher(text);
        if (want.matches()
                && EnglishVerbs.isBase(
                        Words.split(want.group(1)).stream().findFirst().orElse(""))) {
            return Optional.of("the system " + conjugated(want.group(1), false));
        }
        Matcher needs = NEEDS.matcher(text);
        if (needs.matches()) {
            return Optional.of(needs.group(1) + (needs.group(2).equals("need") ? " have " : " has ") + needs.group(3));
        }
        Matcher question = QUESTION.matcher(text);
        if (question.matches()) {
            return Optional.of("it is written down and agreed " + question.group(1));
        }
        Optional<Clause> clause = Clause.of(text);
        if (clause.isPresent()) {
            String fact = of(clause.get());
            String lead = clause.get().lead();
            return Optional.of(lead.isEmpty() ? fact : Phrases.capital(lead) + ", " + fact);
        }
        if (EnglishTitles.isOrder(text)) {
            return ofOrder(text);
        }
        Matcher condition = Phrases.CONDITION.matcher(text);
        if (condition.matches() && EnglishTitles.isOrder(condition.group(2))) {
            return Optional.of(condition.group(1) + ", the system " + conjugated(condition.group(2), false));
        }
        return Optional.empty();
    }

    private static final Pattern NICE = Pattern.compile(
            "(?i)it would be (?:nice|great|good|cool|useful|helpful) if ([\\w ]{1,30}?) (?:could|can|would) (.+)");

    private static final Pattern WANT = Pattern.compile("(?i)(?:we|i)(?: also)? (?:want|would like) to (.+)");
    private static final Pattern NEEDS =
            Pattern.compile("(?i)(?!we |i )(.{3,60}?) (needs?) ((?:an?|the|at least|one|two) .+)");

    private static final Pattern QUESTION = Pattern.compile(
            "(?i)(?:(?:we|i) (?:need|want|have) to )?(?:research|investigate|evaluate|explore|decide|find out|clarify) ((?:which|whether|how|what|if|when|why|who)\\b.+)");

    private static final Pattern BY_PEOPLE = Pattern.compile(
            "(?i)(write|document|research|investigate|evaluate|decide|agree|train|define|design|plan|migrate|refactor|upgrade|prepare|review|"
                    + "measure|test|deploy|set|build|implement|create|add|introduce|provide|remove|use|choose|fix|move|replace|make|extend|integrate|"
                    + "benchmark|publish|label|tune|configure|install|expose|support|avoid|reuse|ship|drop|rename|put)\\b.*");

    /** What the product does is a fact about it; what people do leaves a trace that the order names well enough. */
    private static Optional<String> ofOrder(String text) {
        boolean hyphened = text.indexOf('-') > 0 && text.indexOf('-') < text.indexOf(' ');
        boolean labelled = text.substring(0, Math.max(0, text.indexOf(' '))).endsWith(":");
        if (hyphened || labelled || BY_PEOPLE.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of("the system " + conjugated(Phrases.lower(text), false));
    }

    private static String ofStory(UserStory story) {
        String role = story.role().isBlank() ? "user" : story.role().strip();
        boolean plural = role.endsWith("s") && !role.endsWith("ss");
        String article = plural
                ? ""
                : "aeiou".indexOf(Character.toLowerCase(role.charAt(0))) >= 0
                                && !role.toLowerCase(Locale.ROOT).startsWith("user")
                        ? "an "
                        : "a ";
        String wish = story.wish().replaceFirst("(?i)^(?:to )?(?:be able to )?", "");
        wish = wish.replaceAll("(?i)\\bmyself\\b", "themselves")
                .replaceAll("(?i)\\bmy\\b", "their")
                .replaceAll("\\bI\\b", "they")
                .replaceAll("(?i)\\bthey am\\b", "they are");
        List<String> words = Words.split(Script.first(wish, 60));
        if (!words.isEmpty() && EnglishVerbs.isBase(words.getFirst())) {
            return article + Phrases.lower(role) + " can " + wish;
        }
        String system = wish.replaceFirst("(?i)^(?:the |our )?(?:system|app|application|service|tool) to ", "");
        if (!system.equals(wish)) {
            return "the system " + conjugated(system, false);
        }
        Matcher passive = Pattern.compile("^(.{3,60}?) to be (\\w.*)$").matcher(wish);
        if (passive.matches()) {
            Clause clause = new Clause("", passive.group(1), "must", false, "be " + passive.group(2));
            return of(clause);
        }
        return article + Phrases.lower(role) + " has " + wish;
    }
}
