package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms that a statement is recognised by in any language. Every pattern is anchored or bounded: none can be made slow. */
public final class Shapes {

    /** "FR-3:", "[US-1]", "REQ_12 –", "R4.", "(NFR-2)". */
    private static final Pattern ID = Pattern.compile(
            "[\\[(]?([A-Z][A-Z]{0,7}(?:[-_.][A-Z]{1,8})?[-_ ]?\\d{1,4}(?:\\.\\d{1,3}){0,3}[a-z]?)[\\])]?(?:\\s*[:.|)–—-]+\\s+|\\s*[:：]\\s*|\\s+(?=\\p{L}))");

    private static final Pattern TO_DO = Pattern.compile("[\\[(]?(?:TODO|FIXME|TBD|TBC|XXX)\\b");

    /** "V1 scope", "P0 features", "Q3 plans": a version, a priority, a quarter. */
    private static final Pattern RANK = Pattern.compile("(?:[VPQ]|MVP|PHASE|SPRINT|STEP|V\\.)[-_ ]?\\d(?:\\.\\d)?X?");

    private static final Pattern KIND_LABEL = Pattern.compile(
            "(?:user story|story|requirement|feature|endpoint|use case|scenario outline|scenario|anforderung|funktion|exigence|requisito|requisiti|szenario)(?:\\s{0,2}#?\\d{1,3}(?:\\.\\d{1,3})?)?\\s{0,2}[:–—-]\\s{1,3}",
            Pattern.CASE_INSENSITIVE);

    /** "2.1.3 The system …", "4: The system …": the number of a paragraph, of a row. */
    private static final Pattern NUMBERED =
            Pattern.compile("^(?:\\d{1,3}(?:\\.\\d{1,3}){1,4}[.)]?\\s{1,3}(?=\\p{Lu})|\\d{1,4}: (?=[\\p{L}\"“]))");

    private static final Pattern NUMBER_ALONE =
            Pattern.compile("(?:\\p{L}{1,20} )?[A-Z-]{0,8}\\d{1,4}(?:[.-]\\d{1,4}){0,4}");

    /** A bullet that the markup did not make one, such as an escaped dash. */
    private static final Pattern DASH = Pattern.compile("^[-–—•]\\s{1,4}(?=\\p{L})");

    /** A tick mark or a picture before the words says nothing that they do not. */
    private static final Pattern SYMBOL =
            Pattern.compile("^(?:[\\p{So}\\x{FE0F}\\x{200D}]{1,4}\\s{0,2}){1,4}(?=[\\p{L}\\p{N}\"“*`(\\[])");

    private static final Pattern TICK = Pattern.compile("\\[([ xX✓])\\]\\s{1,4}");

    private static final Pattern ENDPOINT = Pattern.compile(
            "(?<![A-Za-z])(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\\s{1,4}((?:https?://[^\\s/]{1,80})?/[A-Za-z0-9_{}:./*\\-?=&\\[\\]<>]{0,200})");

    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_{}:./*\\-]{1,200}");

    private static final List<List<String>> STEPS = List.of(
            List.of(
                    "given ",
                    "angenommen",
                    "gegeben sei",
                    "étant donné",
                    "etant donné",
                    "dado ",
                    "dada ",
                    "dato ",
                    "gegeven ",
                    "假设",
                    "前提"),
            List.of(
                    "when ",
                    "wenn ",
                    "quand ",
                    "lorsque ",
                    "lorsqu",
                    "cuando ",
                    "quando ",
                    "als ",
                    "wanneer ",
                    "当",
                    "もし"),
            List.of("then ", "dann ", "alors ", "entonces ", "então ", "entao ", "allora ", "dan ", "那么", "ならば"),
            List.of("and ", "but ", "und ", "aber ", "et ", "mais ", "y ", "e ", "en ", "pero ", "ma ", "并且", "かつ"));

    private static final Set<String> UNDECIDED = Set.of(
            "tbd",
            "tbc",
            "to be decided",
            "to be determined",
            "to be defined",
            "to be confirmed",
            "not yet decided",
            "noch offen",
            "zu klären",
            "noch zu klären",
            "à définir",
            "à confirmer",
            "por definir",
            "por determinar",
            "a definir",
            "da definire");

    private static final List<String> NOT_NOW = List.of(
            "out of scope",
            "not in scope",
            "for now",
            "not part of this",
            "not a goal",
            "in a later version",
            "in a later release",
            "will come later",
            "not planned",
            "not in v1",
            "explicitly excluded",
            "nicht teil",
            "nicht im umfang",
            "hors périmètre",
            "fuera de alcance",
            "fuera del alcance",
            "fora do escopo",
            "fuori ambito",
            "不在范围",
            "対象外");

    private static final List<String> NEGATIVE = List.of(
            " not ",
            " no ",
            " never ",
            " nicht ",
            " kein ",
            " keine ",
            " pas ",
            " aucun ",
            " non ",
            " não ",
            " nenhum ",
            " ningún ",
            " without ",
            "out of scope",
            "not in scope",
            "later",
            "excluded",
            "hors ",
            "fuera ",
            "fora ",
            "fuori ",
            "不",
            "対象外",
            "planned");

    private Shapes() {}

    /** The statement's own id, such as {@code FR-3}, upper-case; empty when it has none. */
    public static Optional<String> id(String text) {
        Matcher matcher = ID.matcher(untick(text));
        return matcher.lookingAt() && !isStandard(matcher.group(1))
                ? Optional.of(normalId(matcher.group(1)))
                : Optional.empty();
    }

    /** An id without the punctuation that people vary. */
    public static String normalId(String id) {
        return id.toUpperCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    /** "ISO 8601", "V2" and the like have the form of an id and are none. */
    private static boolean isStandard(String id) {
        String upper = id.toUpperCase(Locale.ROOT);
        for (String name : List.of(
                "ISO", "RFC", "UTF", "SHA", "HTTP", "TLS", "AES", "IPV", "OAUTH", "CSV", "PDF", "UUID", "H2", "S3",
                "EC2", "SQL", "MP4", "B2", "SOC", "IEEE", "DIN", "WCAG")) {
            if (upper.startsWith(name)) {
                return true;
            }
        }
        return RANK.matcher(upper).matches();
    }

    /** The text without tick box, id and kind label. */
    public static String bare(String text) {
        String bare =
                NUMBERED.matcher(DASH.matcher(untick(text)).replaceFirst("")).replaceFirst("");
        for (int i = 0; i < 2; i++) {
            Matcher id = ID.matcher(bare);
            if (id.lookingAt() && !isStandard(id.group(1)) && id.end() < bare.length()) {
                bare = bare.substring(id.end());
            }
            Matcher label = KIND_LABEL.matcher(bare);
            if (label.lookingAt() && label.end() < bare.length()) {
                bare = bare.substring(label.end());
            }
        }
        return bare.strip();
    }

    private static String untick(String text) {
        String plain = SYMBOL.matcher(text).replaceFirst("");
        Matcher tick = TICK.matcher(plain);
        return tick.lookingAt() ? plain.substring(tick.end()) : plain;
    }

    /** Whether the item is ticked off, and so no work any more. */
    static boolean done(String text) {
        Matcher tick = TICK.matcher(text);
        return tick.lookingAt() && !tick.group(1).isBlank();
    }

    /** "Requirement 5.3.5": a heading that only counts. */
    public static boolean isNumber(String heading) {
        return NUMBER_ALONE.matcher(heading).matches();
    }

    /** Whether a heading names one requirement rather than a chapter: it carries an id or says so. */
    static boolean namesRequirement(String heading) {
        String plain = Headings.withoutNumber(heading);
        return id(plain).isPresent() || KIND_LABEL.matcher(plain).lookingAt();
    }

    /**
     * An endpoint named in a text.
     *
     * @param method upper-case
     * @param path as written
     * @param rest the text around it
     */
    public record Endpoint(String method, String path, String rest) {}

    /** The first endpoint of the text; {@code leading} asks that it be what the text is about. */
    public static Optional<Endpoint> endpoint(String text, boolean leading) {
        Matcher matcher = ENDPOINT.matcher(text);
        if (!matcher.find() || (leading && matcher.start() > 2)) {
            return Optional.empty();
        }
        String path = matcher.group(2).replaceFirst("[.,:;]+$", "");
        String rest = (text.substring(0, matcher.start()) + " " + text.substring(matcher.start(2) + path.length()))
                .strip()
                .replaceFirst("^[\\s:–—|,.-]+", "");
        return Optional.of(new Endpoint(matcher.group(1), path, rest));
    }

    static boolean isMethod(String cell) {
        return Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
                .contains(cell.strip());
    }

    static boolean isPath(String cell) {
        return PATH.matcher(cell.strip()).matches();
    }

    /** 0 given, 1 when, 2 then, 3 and; -1 for no step. */
    public static int step(String text) {
        String lower = Script.first(text, 20).toLowerCase(Locale.ROOT);
        for (int step = 0; step < STEPS.size(); step++) {
            for (String word : STEPS.get(step)) {
                if (lower.startsWith(word)) {
                    return step;
                }
            }
        }
        return -1;
    }

    /** Given, when and then in one sentence. */
    static boolean isScenario(String text) {
        if (step(text) != 0) {
            return false;
        }
        String lower = " " + text.toLowerCase(Locale.ROOT);
        return followed(lower, STEPS.get(1)) && followed(lower, STEPS.get(2));
    }

    private static boolean followed(String lower, List<String> words) {
        return words.stream()
                .anyMatch(word -> lower.indexOf((Script.unspaced(word.charAt(0)) ? "" : " ") + word, 2) > 0);
    }

    /** Whether the text says that something is still to be found out. */
    public static boolean undecided(String text) {
        String padded = Modals.padded(text).toLowerCase(Locale.ROOT);
        return UNDECIDED.stream().anyMatch(words -> padded.contains(" " + words + " "))
                || text.contains("未定")
                || text.contains("待定");
    }

    /** "TODO: …", which in a specification is something left open. */
    static boolean isToDo(String text) {
        return TO_DO.matcher(text).lookingAt();
    }

    /** Whether a sentence begins by pointing back at another, as "This helps …" does, and binds nobody by itself. */
    public static boolean onlyExplains(String sentence, String language) {
        return Modals.tells(sentence) && new Modals(language).strong(sentence).isEmpty();
    }

    static boolean asks(String text) {
        return text.endsWith("?") || text.endsWith("？");
    }

    /** Whether the sentence itself says that it asks for nothing now. */
    static boolean rulesOut(String text) {
        String lower = " " + text.toLowerCase(Locale.ROOT) + " ";
        return NOT_NOW.stream().anyMatch(lower::contains) && NEGATIVE.stream().anyMatch(lower::contains);
    }
}
