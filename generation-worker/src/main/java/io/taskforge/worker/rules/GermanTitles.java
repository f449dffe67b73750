package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Script;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * German statements as orders, the verb at the end as a German board has it: "Termine müssen bestätigt werden" gives "Termine
 * bestätigen". What no order can be made of becomes a subordinate clause: "Sicherstellen, dass die Suche in einer Sekunde antwortet".
 */
final class GermanTitles {

    private static final String MODALS = "muss|müssen|soll|sollen|sollte|sollten|kann|können|darf|dürfen|wird|werden";

    private static final Pattern MODAL = Pattern.compile("(?<=\\s)(" + MODALS + ")\\s+(?=\\S)");

    private static final Pattern POSSIBLE =
            Pattern.compile("Es (?:muss|soll|sollte) möglich sein,? (.+?)(?:zu (\\S+)|(\\S+?)zu(\\S+))");

    private static final Pattern CONDITIONAL = Pattern.compile(
            "((?:Wenn|Falls|Sofern|Sobald|Nachdem|Bevor|Solange|Während|Bei|Nach|Vor) [^,]{3,120}|\\p{Lu}\\p{Ll}+t [^,]{3,120}), (?:so |dann )?("
                    + MODALS + ") (.+)");

    private static final Pattern WHOEVER = Pattern.compile("(Wer [^,]{2,80}), (darf|soll|muss|kann) (.+)");

    private static final Pattern TO_BE = Pattern.compile("(.{3,80}?) (?:ist|sind) (.+ )zu (\\p{Ll}+)");

    /** "Bei einem Ausfall müssen Daten …": what stands before the modal is no subject. */
    private static final Pattern CIRCUMSTANCE =
            Pattern.compile("(?:Bei|Beim|Nach|Vor|In|Im|Für|Mit|Ohne|Zum|Zur|Während|Innerhalb|Aus|Auf|Am|An) .+");

    private static final Pattern TAIL = Pattern.compile(
            ", (?:bevor|sobald|wenn|damit|sodass|so dass|nachdem|falls|sofern|weil|um|ohne|außer|es sei denn|mit|inklusive|einschließlich|samt|die|der|das|deren|dessen|wobei|auch wenn) .*$");

    private static final Pattern RELATIVE =
            Pattern.compile(", (?:der|die|das|den|dem|deren|dessen|mit (?:der|dem|denen)) [^,]+, ?(?=\\p{L})");

    private static final Pattern REASON = Pattern.compile("^, (?:damit|sodass|so dass|weil|um) .*$");

    private static final Pattern NEGATIVE = Pattern.compile("\\b(?:nicht|nie|niemals|kein\\w*)\\b");

    private static final Pattern AGENT = Pattern.compile(
            "\\b(?:von (?:einem|einer|dem|der|mindestens|zwei|jemandem)|vom|durch (?:die|den|das|eine?n?)) ");

    private static final Pattern STATE = Pattern.compile("(.*?\\s?)\\b(sein|bleiben|werden|haben)(?: können| dürfen)?");

    /** Subject of a clause whose verb comes first. */
    private static final Pattern INVERTED = Pattern.compile(
            "((?:er|sie|es|man|wir)\\b|(?:nur )?(?:(?:der|die|das|ein|eine|jeder|jede|jedes|alle|dieser|diese|dieses) )(?:\\p{Ll}[\\p{Ll}-]+ )*\\p{Lu}[\\p{L}-]+|\\p{Lu}[\\p{L}-]+)\\s*(.*)");

    private static final Pattern PRESENT = Pattern.compile(
            "((?:Der|Die|Das|Eine?|Jede[rs]?|Alle) (?:\\p{Ll}+ )*\\p{Lu}[\\p{L}-]+) (\\p{Ll}{2,}(?:t|en)) (\\S.+)");

    private static final Set<String> PRONOUNS = Set.of("er", "sie", "es", "man", "wir");

    private static final Set<String> DETERMINERS = Set.of(
            "Der",
            "Die",
            "Das",
            "Ein",
            "Eine",
            "Jeder",
            "Jede",
            "Jedes",
            "Alle",
            "Kein",
            "Keine",
            "Dieser",
            "Diese",
            "Dieses",
            "Mehrere",
            "Beide",
            "Sämtliche",
            "Nur",
            "Bei",
            "Nach",
            "Für",
            "In",
            "Im");

    /** Whether a short subject is what is built or who uses it. */
    private final Predicate<String> isActor;

    GermanTitles(Predicate<String> isActor) {
        this.isActor = isActor;
    }

    /** The order, or the sentence where none can be made of it. */
    String of(String sentence) {
        Matcher possible = POSSIBLE.matcher(sentence);
        if (possible.matches()) {
            String verb = possible.group(2) != null ? possible.group(2) : possible.group(3) + possible.group(4);
            return possible.group(1) + verb;
        }
        Matcher whoever = WHOEVER.matcher(sentence);
        if (whoever.matches()) {
            String rest = whoever.group(3).replaceFirst(" können$", "");
            return "Sicherstellen, dass " + rest + (whoever.group(2).equals("muss") ? " muss" : " kann") + ", " + "wer "
                    + whoever.group(1).substring(4);
        }
        Matcher conditional = CONDITIONAL.matcher(sentence);
        if (conditional.matches()) {
            return conditional(conditional).orElse(sentence);
        }
        Matcher toBe = TO_BE.matcher(sentence);
        if (toBe.matches()) {
            return object(toBe.group(1)) + toBe.group(2) + toBe.group(3);
        }
        Matcher modal = MODAL.matcher(sentence);
        if (!modal.find()) {
            return present(sentence);
        }
        String subject = sentence.substring(0, modal.start()).strip();
        String rest = sentence.substring(modal.end()).strip();
        return CIRCUMSTANCE.matcher(subject).matches()
                ? circumstanced(subject, modal.group(1), rest)
                : clause(subject, modal.group(1), rest);
    }

    /** "Ein Auftrag enthält den Bereich" tells how it shall be. */
    private static String present(String sentence) {
        Matcher present = PRESENT.matcher(sentence);
        if (!present.matches() || TAIL.matcher(sentence).find()) {
            return sentence;
        }
        String rest = present.group(3);
        String last = rest.substring(rest.lastIndexOf(' ') + 1);
        boolean parted = GermanVerbs.isPrefix(last) && rest.contains(" ");
        String that =
                "Sicherstellen, dass " + lower(present.group(1)) + " " + rest + (parted ? "" : " ") + present.group(2);
        return Script.length(that) <= Titles.LIMIT ? that : sentence;
    }

    private Optional<String> conditional(Matcher conditional) {
        Matcher inverted = INVERTED.matcher(conditional.group(3));
        String subject = inverted.matches() ? inverted.group(1) : "";
        String predicate = inverted.matches() ? inverted.group(2) : conditional.group(3);
        if (predicate.isBlank()) {
            return Optional.empty();
        }
        String order = clause(Phrases.capital(subject), conditional.group(2), predicate);
        String when = subordinate(conditional.group(1));
        if (order.startsWith("Sicherstellen")) {
            return Optional.of(order);
        }
        return Optional.of(within(List.of(
                order + when,
                withoutTail(order) + when,
                withoutSecond(withoutTail(order)) + when,
                withoutTail(order))));
    }

    private String circumstanced(String circumstance, String modal, String rest) {
        Matcher inverted = INVERTED.matcher(rest);
        String subject = inverted.matches() ? inverted.group(1) : "";
        String predicate = inverted.matches() ? inverted.group(2) : rest;
        String order = clause(Phrases.capital(subject), modal, predicate);
        String where = Phrases.lower(circumstance);
        String that = "Sicherstellen, dass ";
        String whole =
                order.startsWith(that) ? that + where + " " + order.substring(that.length()) : order + " " + where;
        return within(List.of(whole, order));
    }

    /** "Schlägt eine Übertragung fehl" as ", wenn eine Übertragung fehlschlägt"; "Bei …" needs no comma. */
    private static String subordinate(String lead) {
        int space = lead.indexOf(' ');
        String first = lead.substring(0, space);
        String lower = Phrases.lower(lead);
        if (Set.of("Bei", "Nach", "Vor").contains(first)) {
            return " " + lower;
        }
        if (Set.of("Wenn", "Falls", "Sofern", "Sobald", "Nachdem", "Bevor", "Solange", "Während")
                .contains(first)) {
            return ", " + lower;
        }
        String rest = lead.substring(space + 1);
        String last = rest.substring(rest.lastIndexOf(' ') + 1);
        String verb = Phrases.lower(first);
        return GermanVerbs.isPrefix(last) && rest.contains(" ")
                ? ", wenn " + rest.substring(0, rest.length() - last.length()) + last + verb
                : ", wenn " + rest + " " + verb;
    }

    private String clause(String subject, String modal, String rest) {
        Matcher tailing = TAIL.matcher(rest);
        String tail = tailing.find() ? tailing.group() : "";
        String predicate = rest.substring(0, rest.length() - tail.length()).strip();
        String order = order(subject, modal, predicate);
        String kept = REASON.matcher(tail).matches() ? "" : tail;
        return within(List.of(order + kept, order, withoutSecond(order), withoutRelative(order)));
    }

    private String order(String subject, String modal, String predicate) {
        boolean present = modal.equals("wird") || modal.equals("werden");
        Optional<String> passive = present ? Optional.of(predicate) : passiveOf(predicate);
        if (passive.isPresent()) {
            Optional<String> order = ofPassive(subject, passive.get());
            return order.orElseGet(() -> that(subject, modal, passive.get() + " werden"));
        }
        boolean state = STATE.matcher(predicate).matches();
        boolean product = subject.matches("(?:Das|Die|Der) (?:System|Anwendung|App|Dienst|Software|Plattform)|Wir");
        boolean person = isActor.test(subject) && !product;
        boolean restricted = NEGATIVE.matcher(predicate).find()
                || (" " + predicate).contains(" nur ")
                || predicate.matches("(?:ihre?|seine?)(?:n|m|r|s)? .*")
                || subject.startsWith("Nur ");
        if (state || subject.matches("Nur eine? .*")) {
            return that(subject, modal, predicate);
        }
        String able = predicate.replaceFirst(" können$", "");
        boolean may = modal.equals("kann") || modal.equals("können") || modal.equals("darf") || modal.equals("dürfen");
        if (restricted && !product && (person || may)) {
            return accusative(subject) + " " + able + " lassen";
        }
        return product || person || may ? able : that(subject, modal, able);
    }

    private static Optional<String> passiveOf(String predicate) {
        String text = predicate.replaceFirst(" (?:können|dürfen)$", "");
        if (!text.endsWith(" werden")) {
            return Optional.empty();
        }
        String before = text.substring(0, text.length() - " werden".length());
        String last = before.substring(before.lastIndexOf(' ') + 1);
        return GermanVerbs.ofParticiple(last).isPresent() ? Optional.of(before) : Optional.empty();
    }

    /** Each part of "wiederholt und danach gemeldet" gets its infinitive. */
    private static Optional<String> ofPassive(String subject, String predicate) {
        if (subject.startsWith("Kein") || subject.startsWith("Nur ") || subject.contains(",")) {
            return Optional.empty();
        }
        StringBuilder order = new StringBuilder();
        List<String> parts = List.of(predicate.split("(?<= )(?=(?:und|oder) )"));
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i).stripTrailing();
            int space = part.lastIndexOf(' ');
            Optional<String> verb = GermanVerbs.ofParticiple(part.substring(space + 1));
            boolean last = i == parts.size() - 1;
            if (verb.isEmpty() && last) {
                return Optional.empty();
            }
            String text = verb.map(word -> part.substring(0, space + 1) + word).orElse(part);
            order.append(order.isEmpty() ? "" : " ")
                    .append(text.replaceFirst("^(und|oder) der (?=\\p{Lu}.* \\p{Ll})", "$1 den "));
        }
        String done = object(subject) + order;
        return Optional.of(AGENT.matcher(predicate).find() ? done + " lassen" : done);
    }

    private static String object(String subject) {
        boolean none = subject.isBlank() || PRONOUNS.contains(subject.toLowerCase(Locale.ROOT));
        return none ? "" : accusative(subject) + " ";
    }

    /** The subject as an object. Where the article leaves the gender open it goes, which a title can bear. */
    static String accusative(String subject) {
        Matcher article = Pattern.compile("(Ein|Eine|Der|Jeder|Dieser) (.*)").matcher(subject);
        if (!article.matches()) {
            return subject;
        }
        String rest = article.group(2);
        return switch (article.group(1)) {
            case "Ein", "Eine" -> Phrases.capital(rest.replaceFirst("^(\\p{Ll}+)er (?=\\p{Lu})", "$1en "));
            case "Der" -> "Den " + weak(rest);
            case "Jeder" -> "Jeden " + weak(rest);
            default -> "Diesen " + weak(rest);
        };
    }

    /** Adjectives and the few nouns that show the accusative. */
    private static String weak(String rest) {
        String text = rest.replaceFirst("^(\\p{Ll}+e) (?=\\p{Lu})", "$1n ");
        Matcher noun =
                Pattern.compile("^((?:\\p{Ll}+ )*)(\\p{Lu}[\\p{L}-]+)(.*)$").matcher(text);
        if (!noun.matches()) {
            return text;
        }
        String word = noun.group(2);
        String ending = word.endsWith("e") ? "n" : word.matches(".*(?:ant|ent|ist|and)") ? "en" : "";
        return noun.group(1) + word + ending + noun.group(3);
    }

    /** "Sicherstellen, dass …" with the finite verb at the end. */
    private static String that(String subject, String modal, String predicate) {
        String text = predicate.replaceFirst(" (?:können|dürfen)$", "");
        int space = text.lastIndexOf(' ');
        if (!text.substring(space + 1).matches("\\p{Ll}+n")) {
            return subject + " " + modal + " " + predicate;
        }
        String finite = GermanVerbs.finite(text.substring(space + 1), isPlural(modal));
        return "Sicherstellen, dass " + lower(subject) + " " + text.substring(0, space + 1) + finite;
    }

    private static boolean isPlural(String modal) {
        return Set.of("müssen", "sollen", "sollten", "können", "dürfen", "werden")
                .contains(modal);
    }

    private static String lower(String subject) {
        String first = subject.replaceFirst(" .*$", "");
        String next = subject.substring(Math.min(subject.length(), first.length() + 1));
        boolean adjective =
                first.matches(".*(?:e|en|er|es)") && !next.isEmpty() && Character.isUpperCase(next.charAt(0));
        return DETERMINERS.contains(first) || adjective
                ? Character.toLowerCase(subject.charAt(0)) + subject.substring(1)
                : subject;
    }

    private static String withoutTail(String order) {
        return TAIL.matcher(order).replaceFirst("");
    }

    /** Without what comes behind the first infinitive: "wiederholen und danach melden". */
    private static String withoutSecond(String order) {
        String lassen = order.endsWith(" lassen") ? " lassen" : "";
        return order.replaceFirst("(?<= \\p{Ll}{2,30}e?n) und .*$", "") + (order.contains(" und ") ? lassen : "");
    }

    /** Which one is meant stands in the criteria; an order that ends before its verb is none. */
    private static String withoutRelative(String order) {
        return RELATIVE.matcher(order).replaceFirst(" ");
    }

    private static String within(List<String> candidates) {
        return candidates.stream()
                .filter(title -> Script.length(title) <= Titles.LIMIT)
                .findFirst()
                .orElse(candidates.getLast());
    }
}
