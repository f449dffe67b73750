package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.EnglishVerbs;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Words;
import io.taskforge.worker.rules.Clause.Actor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns English sentences and phrases into orders: "The system must import files" into "Import files". */
final class EnglishTitles {

    private static final Pattern WANT = Pattern.compile(
            "^(?:ideally,? |maybe |also,? |perhaps )?(?:we|i)(?:'d| would)? (?:also )?(?:want|need|like|wish|would like)(?: also)? (?:(to be able to|to)|(?:the |our )?(?:system|app|service|tool) to|it to)? ?(.+)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NICE = Pattern.compile(
            "^(?:ideally,? )?(?:it )?(?:would|will|should) be (?:nice|great|good|cool|useful|possible|helpful) (?:if [\\w ]{1,30}? (?:could |can |would )(?:also )?|to (?:be able to )?|for \\w+ to )(.+)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ABILITY = Pattern.compile(
            "^(?:the )?(?:ability|possibility|option|capability)(?: for \\w+)? to (.+)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUPPORT = Pattern.compile("^support (?:for|of) (.+)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXISTS =
            Pattern.compile("^there (?:must|shall|should|will|needs to|has to) be (.+)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern POSSIBLE = Pattern.compile(
            "^(?:it )?(?:must|shall|should|will|needs to|has to) be possible (?:for [\\w ]{2,40} )?to (.+)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern THEN = Pattern.compile("(?:,| )\\s*then (.+)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHEN = Pattern.compile("(?:^|[ ,])when (.+?)(?:,? then |$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRESENT_PASSIVE =
            Pattern.compile("^(.{2,60}?) (?:is|are|gets?) (not )?(\\w+)(.*)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern BY_PERSON =
            Pattern.compile("^by (?:a|an|the|another|two|one|its|their)\\b.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern REFERS_BACK = Pattern.compile("(?i)\\b(?:they|them|their|themselves|his|her)\\b");

    private static final Pattern AT_MOST =
            Pattern.compile("have (?:at most|up to|no more than|a maximum of) (.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NEEDS =
            Pattern.compile("^(.{3,60}?) (needs?) ((?:an?|the|at least|one|two) .+)$", Pattern.CASE_INSENSITIVE);

    private static final Set<String> LISTED =
            Set.of("list", "lists", "table", "overview", "chart", "graph", "timeline", "badge", "banner", "panel");
    private static final Pattern QUALITIES =
            Pattern.compile("(?i)(?:non-?functional|quality|performance|security|reliability)(?: requirements)?");
    private static final Pattern WE = Pattern.compile(
            "(?:((?:for|in|on|with|at) [^,]{3,80}), )?we (?:also )?(\\w+) (.+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> STATES = Set.of("works", "runs", "starts", "loads", "scales", "stays", "remains");
    private static final Set<String> BUILT =
            Set.of("page", "pages", "screen", "screens", "dashboard", "dashboards", "view", "form", "app", "website");
    private static final Set<String> ENFORCED = Set.of(
            "limit",
            "limits",
            "rule",
            "rules",
            "constraint",
            "constraints",
            "policy",
            "policies",
            "guardrails",
            "permissions",
            "budget",
            "quota",
            "quotas",
            "validation");
    private static final Set<String> DEFINED =
            Set.of("errors", "codes", "guarantees", "formats", "format", "mapping", "states", "statuses", "modes");

    private final String product;

    EnglishTitles(String product) {
        this.product = product;
    }

    /** Whether the sentence says what to do, so that a title can be made of it. */
    static boolean asks(String sentence) {
        return Clause.of(sentence).isPresent()
                || isOrder(sentence)
                || WANT.matcher(sentence).matches()
                || EXISTS.matcher(sentence).matches();
    }

    static boolean isOrder(String text) {
        return EnglishVerbs.isOrder(text);
    }

    String of(String sentence) {
        String text = Phrases.withoutLink(
                sentence.strip().replaceFirst("(?i),? please\\b", "").replaceFirst("[.;:]+$", ""));
        Optional<Clause> clause = Clause.of(text);
        for (Pattern pattern : clause.isPresent() ? List.of(NICE, POSSIBLE) : List.of(NICE, ABILITY, POSSIBLE)) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                return withoutReason(matcher.group(1));
            }
        }
        Matcher want = WANT.matcher(text);
        if (want.matches()) {
            boolean verb = want.group(1) != null || isOrder(want.group(2));
            return verb ? ofWish(want.group(2)) : noun(withoutReason(want.group(2)));
        }
        Matcher exists = EXISTS.matcher(text);
        if (exists.matches()) {
            return noun(exists.group(1));
        }
        Matcher needs = NEEDS.matcher(text);
        if (needs.matches() && !text.toLowerCase(Locale.ROOT).startsWith("we ")) {
            return "ensure " + Phrases.lower(needs.group(1)) + (needs.group(2).equals("need") ? " have " : " has ")
                    + needs.group(3);
        }
        Matcher support = SUPPORT.matcher(text);
        if (support.matches()) {
            return "Support " + support.group(1);
        }
        if (isOrder(text)) {
            return text;
        }
        Matcher condition = Phrases.CONDITION.matcher(text);
        if (condition.matches() && isOrder(condition.group(2))) {
            String led = condition.group(2) + " " + Phrases.lower(condition.group(1));
            return Script.length(led) <= Titles.LIMIT ? led : condition.group(2);
        }
        Matcher we = WE.matcher(text);
        if (clause.isEmpty() && we.matches() && EnglishVerbs.isBase(we.group(2))) {
            String order = we.group(2) + " " + withoutReason(we.group(3)).replaceFirst(" to .*$", "");
            return we.group(1) == null ? order : order + " " + Phrases.lower(we.group(1));
        }
        return clause.or(() -> PresentTense.of(text)).map(this::of).orElseGet(() -> unmodal(text));
    }

    /** What a user says they want, "to" taken off. */
    String ofWish(String wish) {
        String text = wish.strip().replaceFirst("(?i)^(?:to )?(?:be able to )?", "");
        text = text.replaceFirst("(?i)^(?:the |our )(?:system|app|application|service|tool) to ", "");
        text = text.replaceFirst(
                "(?i)^(?:know|be told|be informed|learn) (when|if|that|which|how|why|about) ", "show $1 ");
        text = text.replaceAll("(?i)\\bmy own\\b", "own")
                .replaceAll("(?i)\\bmy\\b", "own")
                .replaceAll("(?i)\\bI am\\b", "one is");
        List<String> words = Words.split(Script.first(text, 60));
        if (!words.isEmpty() && EnglishVerbs.isBase(words.getFirst()) && words.size() > 1) {
            return withoutReason(text);
        }
        Matcher passive = Pattern.compile("^(.{3,60}?) to be (\\w+)(.*)$").matcher(text);
        if (passive.matches()) {
            String object = passive.group(1);
            Optional<String> verb = EnglishVerbs.baseOfParticiple(passive.group(2));
            if (verb.isPresent()) {
                return verb.get() + " " + object + passive.group(3);
            }
        }
        return noun(withoutReason(text));
    }

    String ofNoun(String phrase) {
        return isOrder(phrase) ? phrase : noun(phrase);
    }

    /** A part of the product as a piece of work. */
    String ofComponent(String name) {
        String title = ofNoun(name);
        boolean thing = title.startsWith("add ") || title.startsWith("show ");
        return thing ? "build " + title.substring(title.indexOf(' ') + 1) : title;
    }

    String ofScenario(String text) {
        Matcher then = THEN.matcher(text.replaceFirst("[.]$", ""));
        if (!then.find()) {
            return text;
        }
        String outcome = then.group(1).replaceFirst("(?i), and .*$", "");
        Matcher when = WHEN.matcher(text);
        String condition = when.find() ? " when " + when.group(1) : "";
        String order = Clause.of(outcome).map(this::of).orElseGet(() -> present(outcome));
        String both = order + condition;
        return Script.length(both) <= Titles.LIMIT ? both : order;
    }

    /** "an error is shown" to "show an error". */
    private String present(String outcome) {
        Matcher passive = PRESENT_PASSIVE.matcher(outcome);
        if (passive.matches()) {
            Optional<String> verb = EnglishVerbs.baseOfParticiple(passive.group(3));
            if (verb.isPresent()) {
                boolean not = passive.group(2) != null;
                return (not ? "do not " : "") + verb.get() + " " + Phrases.lower(passive.group(1)) + passive.group(4);
            }
        }
        List<String> words = Words.split(Script.first(outcome, 80));
        for (int i = 1; i < Math.min(words.size(), 5); i++) {
            Optional<String> verb = EnglishVerbs.baseOfThirdPerson(words.get(i));
            boolean product = Set.of("system", "app", "service", "it", "api", "page", "application")
                    .contains(words.get(i - 1).toLowerCase(Locale.ROOT));
            if (verb.isPresent() && product) {
                int at = outcome.indexOf(words.get(i));
                return verb.get() + outcome.substring(at + words.get(i).length());
            }
        }
        return "ensure " + Phrases.lower(outcome);
    }

    private String of(Clause sentence) {
        Clause clause = firstOf(sentence);
        String order = withoutLead(clause);
        boolean reason = clause.lead().matches("(?i)(?:since|because|as)\\b.*");
        if (clause.lead().isEmpty() || reason) {
            return order;
        }
        String led = order + " " + Phrases.lower(clause.lead());
        return Script.length(led) <= Titles.LIMIT ? led : order;
    }

    private static final Pattern SECOND_CLAUSE = Pattern.compile(
            "(?:;|,? (?:and|but) (?:is|are|must|should|shall|will|may|can|it|they|this|MAY|MUST|SHOULD|SHALL)\\b|, (?:which|where|whereas|otherwise|ideally|because|so|even)\\b|,? so that\\b| because\\b).*$");

    /** A title says the first thing; the description says the rest. */
    private static Clause firstOf(Clause clause) {
        String predicate =
                SECOND_CLAUSE.matcher(clause.predicate()).replaceFirst("").strip();
        return predicate.length() < 4
                ? clause
                : new Clause(clause.lead(), clause.subject(), clause.modal(), clause.negative(), predicate);
    }

    private String withoutLead(Clause clause) {
        Optional<Clause.Passive> passive = clause.passive();
        Actor actor = clause.actor(product);
        Matcher atMost = AT_MOST.matcher(clause.predicate());
        if (atMost.matches() && !clause.negative()) {
            return "limit " + Phrases.lower(clause.subject()) + " to " + atMost.group(1);
        }
        if (clause.subject().equalsIgnoreCase("there") && clause.negative()) {
            return "ensure there are no " + clause.predicate().replaceFirst("(?i)^be (?:any |an? )?", "");
        }
        if (clause.subject().equalsIgnoreCase("there") && !clause.negative()) {
            return noun(clause.predicate().replaceFirst("(?i)^be ", ""));
        }
        if (passive.isPresent()) {
            return ofPassive(clause, passive.get());
        }
        if (actor == Actor.PRODUCT && !(clause.isQualityOfPart() && !clause.negative())) {
            String predicate =
                    clause.predicate().replaceFirst("(?i)^have ", "provide ").replaceFirst("(?i)^know ", "show ");
            if (predicate.toLowerCase(Locale.ROOT).startsWith("be ")) {
                return "ensure " + Phrases.lower(clause.subject()) + (clause.isPlural() ? " are " : " is ")
                        + (clause.negative() ? "not " : "") + predicate.substring(3);
            }
            return clause.negative() ? "do not " + predicate : predicate;
        }
        if (actor == Actor.PERSON) {
            return ofPerson(clause);
        }
        return "ensure " + Declarative.of(clause);
    }

    private static String ofPerson(Clause clause) {
        String subject = Phrases.lower(clause.subject()).replaceFirst("^only ", "");
        boolean only = clause.subject().toLowerCase(Locale.ROOT).startsWith("only ");
        if (clause.negative()) {
            return "do not let " + subject + " " + clause.predicate();
        }
        boolean duty = clause.modal().matches("must|shall|needs? to|ha(?:s|ve) to|(?:is|are) required to");
        boolean ability = clause.predicate()
                .matches(
                        "(?i)(see|view|find|filter|search|choose|select|export|download|open|edit|create|add|delete|cancel|sort|upload|browse|share|assign)\\b.*");
        if (duty && !ability) {
            return "require " + subject + " to " + clause.predicate();
        }
        // Who it is for stands in the criteria, and in the title only where the rest makes no sense without.
        if (only
                || clause.predicate().matches("(?i)(?:receive|get|have) .*")
                || !clause.lead().isEmpty()
                || REFERS_BACK.matcher(clause.predicate()).find()) {
            return (only ? "let only " : "let ") + subject + " " + clause.predicate();
        }
        return clause.predicate().replaceFirst("(?i)^(?:see|view) ", "show ");
    }

    private static String ofPassive(Clause clause, Clause.Passive passive) {
        String object = Phrases.lower(clause.subject());
        if (clause.negative()) {
            return object.startsWith("no ")
                    ? "ensure " + Declarative.of(clause)
                    : "do not " + passive.verb() + " " + joined(object, passive.rest());
        }
        boolean first = object.startsWith("no ")
                || object.startsWith("only ")
                || object.startsWith("neither ")
                || object.equals("it")
                || object.equals("they");
        if (first) {
            return "ensure " + Declarative.of(clause);
        }
        if (clause.modal().equals("may") || BY_PERSON.matcher(passive.rest()).matches()) {
            String participle = clause.predicate().substring(3).strip();
            return (clause.modal().equals("may") || clause.modal().equals("can") ? "allow " : "require ") + object
                    + " to be " + participle;
        }
        String verb = passive.adverb().isEmpty() ? passive.verb() : passive.adverb() + " " + passive.verb();
        return verb + " " + joined(object, passive.rest().replaceFirst("^(?:and|or|but) .*$", ""));
    }

    private static String joined(String object, String rest) {
        boolean close = rest.startsWith(",") || rest.startsWith(";") || rest.startsWith(")");
        return rest.isEmpty() ? object : object + (close ? "" : " ") + rest;
    }

    /** A phrase without a modal: "Shows …", "Importing …", "CSV export". */
    private String unmodal(String text) {
        List<String> words = Words.split(Script.first(text, 60));
        if (words.isEmpty()) {
            return text;
        }
        String first = words.getFirst();
        Optional<String> verb = EnglishVerbs.baseOfGerund(first)
                .or(() -> words.size() > 2 ? EnglishVerbs.baseOfThirdPerson(first) : Optional.empty());
        boolean nounPlural = EnglishVerbs.isCommand(first, "the") || words.size() < 3;
        if (verb.isPresent() && !nounPlural && text.startsWith(first) && startsObject(words)) {
            return verb.get() + text.substring(first.length());
        }
        return noun(withoutReason(text));
    }

    /** "Shows the …" has an object; "Limits per client" is a noun. */
    private static boolean startsObject(List<String> words) {
        String second = words.get(1).toLowerCase(Locale.ROOT);
        boolean preposition = Set.of(
                        "per", "of", "for", "in", "on", "by", "and", "or", "from", "with", "to", "are", "is")
                .contains(second);
        return words.getFirst().endsWith("ing")
                ? !preposition && !Telling.GOING_ON.contains(second)
                : !preposition && !EnglishVerbs.isBase(second);
    }

    /** A thing that is named becomes a thing to make. */
    private String noun(String phrase) {
        String text = phrase.strip();
        List<String> words = Words.split(text.toLowerCase(Locale.ROOT));
        if (words.isEmpty()) {
            return text;
        }
        if (QUALITIES.matcher(text).matches()) {
            return "meet the " + Phrases.lower(text.replaceFirst("(?i) requirements$", "")) + " requirements";
        }
        if (STATES.contains(words.getFirst())) {
            return "ensure it " + Phrases.lower(text);
        }
        if (Set.of("no", "never", "without", "zero").contains(words.getFirst())) {
            return "ensure " + Phrases.lower(text.replaceFirst(", .*$", ""));
        }
        if (Telling.isQuality(words.getFirst())) {
            return "make it " + Phrases.lower(text);
        }
        if (Telling.of(text)) {
            String told = SECOND_CLAUSE.matcher(text).replaceFirst("");
            return "ensure " + Phrases.lower(Phrases.leadLast(told));
        }
        String head = head(text);
        String verb;
        if (Set.of("errors", "error codes", "error handling", "error responses").contains(String.join(" ", words))) {
            return "return the specified error codes";
        }
        if (LISTED.contains(head)) {
            verb = "show ";
        } else if (BUILT.contains(head)) {
            verb = "build ";
        } else if (ENFORCED.contains(head)) {
            verb = words.size() == 1 ? "enforce the specified " : "enforce ";
        } else if (DEFINED.contains(head)) {
            verb = "implement ";
        } else {
            verb = "add ";
        }
        return verb + Phrases.lower(text);
    }

    private static String head(String phrase) {
        int bracket = phrase.indexOf('(');
        List<String> words =
                Words.split((bracket > 2 ? phrase.substring(0, bracket) : phrase).toLowerCase(Locale.ROOT));
        String head = words.getFirst();
        for (String word : words) {
            if (Set.of("of", "with", "for", "in", "on", "per", "by", "from", "to", "that", "and", "at")
                    .contains(word)) {
                break;
            }
            head = word;
        }
        return head;
    }

    private static String withoutReason(String text) {
        return text.replaceFirst("(?i),? (?:so that|so we|so i|so they|in order to|because) .*$", "");
    }
}
