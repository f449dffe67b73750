package io.taskforge.worker.rules;

import io.taskforge.model.spec.OutputDetail;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.EnglishVerbs;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Sentences;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes acceptance criteria out of what the specification says, and out of nothing else. */
final class Criteria {

    private static final int LIMIT = 320;

    private static final Pattern NOTE = Pattern.compile(
            "(?i)(?:note|notes|priority|prio|priorität|priorité|prioridad|prioridade|priorità|rationale|why|owner|estimate|effort|status|notiz|hinweis|notas?|milestone|phase|depends on|dependencies|dependency|blocked by|related|see also)\\s{0,2}[:：].*",
            Pattern.DOTALL);
    /** A sentence that only orders the work. */
    private static final Pattern NEED = Pattern.compile(
            "\\(?(?i:depends on|requires|needs|blocked by|builds on|after|abhängig von|setzt voraus|dépend d|depende d|dipende da|benötigt|requiere|requer|nécessite|richiede) ?[^.]{0,80}[.)]?$");

    private static final Pattern CHECK_LABEL = Pattern.compile(
            "(?i)(?:acceptance criteri(?:a|on)|acceptance|done when|success|result|outcome|abnahmekriteri(?:um|en)|akzeptanzkriteri(?:um|en)|critères? d['’]acceptation|criterios? de aceptación|critérios? de aceitação|criteri(?:o)? di accettazione|验收标准|受け入れ基準)\\s{0,2}[:：]\\s{0,2}");

    /** "Header: cell" of a table. */
    private static final Pattern CELL = Pattern.compile("([^:：.!?]{2,30})[:：]\\s(\\S.*)", Pattern.DOTALL);

    private static final Pattern FAULT =
            Pattern.compile("(?:fix|bug|bugfix|defect)\\s?[:：]\\s?(.{12,})", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A name of a thing with more words than this says something about it. */
    private static final int NAME_WORDS = 4;

    private static final Pattern MEASURED = Pattern.compile("\\d");
    private static final Pattern VERB_LESS = Pattern.compile(
            "(?i).*\\b(?:is|are|has|have|must|shall|should|can|may|will|does|do|shows?|returns?|contains?|fails?|stays?|remains?|gets?|wird|werden|ist|sind|muss|kann|est|sont|doit|peut|es|son|debe|é|são|deve|è|sono)\\b.*");

    /** A criterion, and how much a tester can do with it: the higher, the sooner it is listed. */
    private record Check(String text, int rank) {}

    private final boolean english;
    private final OutputDetail detail;
    private final FurtherChecks further;

    Criteria(String language, OutputDetail detail) {
        this.further = new FurtherChecks(language);
        this.english = language.startsWith("en");
        this.detail = detail;
    }

    List<String> of(TicketOutline outline, List<Statement> statements) {
        Set<String> seen = new LinkedHashSet<>();
        List<Turn> turns = new ArrayList<>();
        for (Statement statement : statements) {
            List<Check> checks = new ArrayList<>(ofText(statement, outline));
            checks.addAll(ofDetails(statement));
            checks.removeIf(check -> Words.split(check.text()).size() < 2 && !Script.anyUnspaced(check.text())
                    || !seen.add(String.join(" ", Words.content(check.text()))));
            checks.removeIf(check -> checks.stream().anyMatch(other -> isBeginning(check.text(), other.text())));
            List<Check> ranked = checks.stream()
                    .sorted(Comparator.comparingInt(Check::rank).reversed())
                    .toList();
            for (Check check : checks) {
                turns.add(new Turn(check, ranked.indexOf(check), turns.size()));
            }
        }
        // Every statement gets its best check in before any gets its second.
        List<String> texts = turns.stream()
                .sorted(Comparator.comparingInt(Turn::round)
                        .thenComparing(turn -> -turn.check().rank()))
                .limit(detail.criteriaLimit())
                .sorted(Comparator.comparingInt(Turn::place))
                .map(turn -> turn.check().text())
                .distinct()
                .toList();
        return texts.size() >= detail.criteriaAimed() ? texts : filledUp(texts, statements);
    }

    /** Where the specification states fewer checks than asked for, those that follow from it. There may be fewer then, never any that say nothing. */
    private List<String> filledUp(List<String> stated, List<Statement> statements) {
        Set<String> checks = new LinkedHashSet<>(stated);
        if (checks.isEmpty()) {
            String bare = Titles.untagged(Shapes.bare(statements.getFirst().text()));
            checks.add(Phrases.sentence(
                    Phrases.cut(bare.isBlank() ? statements.getFirst().text() : bare, LIMIT)));
        }
        for (Statement statement : statements) {
            checks.addAll(further.of(statement));
        }
        return checks.stream().limit(detail.criteriaAimed()).toList();
    }

    private static boolean isBeginning(String text, String of) {
        return text.length() < of.length() && of.startsWith(text.replaceFirst("[.]$", "") + ":");
    }

    /** A check, the how-manieth best of its statement it is, and where it stands among all. */
    private record Turn(Check check, int round, int place) {}

    private List<Check> ofDetails(Statement statement) {
        List<Check> checks = new ArrayList<>();
        List<String> fragments = new ArrayList<>();
        for (String one : statement.details()) {
            boolean stated = CHECK_LABEL.matcher(one).lookingAt();
            String text = CHECK_LABEL.matcher(one).replaceFirst("").strip();
            if (NOTE.matcher(text).matches() || text.endsWith("?") || text.isBlank()) {
                continue;
            }
            if (!stated && isFragment(text)) {
                fragments.add(text.replaceFirst("[.,;]$", ""));
                continue;
            }
            for (String part : stated ? pieces(text) : List.of(text)) {
                checks.add(new Check(fact(cellless(part)), rank(part) + (stated ? 3 : 2)));
            }
        }
        if (!fragments.isEmpty()) {
            checks.addAll(ofFragments(statement, fragments));
        }
        return checks;
    }

    /** Pieces of a sentence are checked together with the sentence. */
    private List<Check> ofFragments(Statement statement, List<String> fragments) {
        String bare = Titles.untagged(Shapes.bare(statement.text())).replaceFirst("[.:：]$", "");
        String lead = english ? Declarative.of(Titles.firstSentence(bare)).orElse(bare) : bare;
        String all = String.join("; ", fragments);
        if (Script.length(lead) + Script.length(all) < LIMIT && fragments.size() > 1) {
            return List.of(new Check(Phrases.sentence(lead + ": " + all), 6));
        }
        return fragments.stream()
                .map(one -> new Check(Phrases.sentence(one), 3))
                .toList();
    }

    private boolean isFragment(String text) {
        return Words.split(text).size() <= 7
                && !text.endsWith(".")
                && !VERB_LESS.matcher(text).matches()
                && Shapes.step(text) < 0
                && !(english && EnglishTitles.isOrder(text))
                && !Script.anyUnspaced(text);
    }

    /** A table's cell of checks holds several. */
    static List<String> pieces(String text) {
        return List.of(CHECK_LABEL.matcher(text).replaceFirst("").split(";\\s+(?=\\S)", 8));
    }

    /** A table's header before a cell says what the cell is; where the cell is a sentence it needs none. */
    private static String cellless(String text) {
        var cell = CELL.matcher(text);
        boolean sentence = cell.matches()
                && Words.split(cell.group(2)).size() > 6
                && Character.isUpperCase(cell.group(2).charAt(0));
        return sentence
                        && Words.split(cell.group(1)).size() <= 2
                        && Words.empty(cell.group(1).toLowerCase(Locale.ROOT))
                ? cell.group(2)
                : text;
    }

    private List<Check> ofText(Statement statement, TicketOutline outline) {
        List<Check> checks = new ArrayList<>();
        String bare = Titles.untagged(Shapes.bare(statement.text()));
        if (statement.kind() == StatementKind.SCENARIO) {
            return List.of(new Check(Phrases.sentence(bare), 7));
        }
        Optional<Shapes.Endpoint> endpoint = Shapes.endpoint(bare, true);
        if (endpoint.isPresent()) {
            return List.of(new Check(ofEndpoint(endpoint.get()), 5));
        }
        for (String sentence : Sentences.split(bare)) {
            boolean folded = !statement.details().isEmpty() && sentence.endsWith(":");
            if (folded || isQuestion(sentence) || onlyOrders(sentence)) {
                continue;
            }
            boolean heading =
                    Words.split(sentence).size() < 4 && !statement.details().isEmpty();
            if (heading || (isName(sentence) && !ofDetails(statement).isEmpty())) {
                continue;
            }
            int same = sameWords(sentence, outline.title()) ? -2 : 0;
            for (String part : halves(sentence)) {
                checks.add(new Check(fact(part), rank(part) + same));
            }
        }
        return checks;
    }

    private static boolean onlyOrders(String sentence) {
        return !sentence.contains(",") && NEED.matcher(sentence).lookingAt();
    }

    /** What a semicolon sets apart is checked apart. */
    private static List<String> halves(String sentence) {
        List<String> halves = List.of(sentence.split("[;；]\\s*(?=\\S)"));
        boolean whole = halves.stream()
                .anyMatch(half -> Words.split(half).size() < 3 && !Script.anyUnspaced(half) || !balanced(half));
        return whole ? List.of(sentence) : halves;
    }

    private static boolean balanced(String text) {
        return text.chars().filter(c -> c == '(').count()
                == text.chars().filter(c -> c == ')').count();
    }

    /** "POST /runs creates a run …", or the words as they stand. */
    private String ofEndpoint(Shapes.Endpoint endpoint) {
        String name = endpoint.method() + " " + endpoint.path();
        String rest = endpoint.rest();
        if (rest.isBlank()) {
            return name + (english ? " is implemented as specified." : ".");
        }
        boolean order = english && EnglishTitles.isOrder(rest)
                || english
                        && Words.split(rest).size() > 1
                        && EnglishVerbs.isBase(Words.split(rest).getFirst());
        return Phrases.sentence(
                order ? name + " " + Declarative.conjugated(Phrases.lower(rest), false) : name + ": " + rest);
    }

    /** Whether the words name a piece of work without saying anything that could be true or false. */
    private boolean isName(String sentence) {
        return english
                && Declarative.of(sentence).isEmpty()
                && !VERB_LESS.matcher(sentence).matches();
    }

    private static boolean isQuestion(String sentence) {
        return sentence.endsWith("?") || sentence.endsWith("？");
    }

    private static boolean sameWords(String sentence, String title) {
        Set<String> own = Words.content(sentence);
        return !own.isEmpty() && Words.content(title).containsAll(own);
    }

    private static int rank(String text) {
        int rank = 3;
        if (MEASURED.matcher(text).find()) {
            rank += 2;
        }
        if (Signals.forbids(text)
                || text.toLowerCase(Locale.ROOT)
                        .matches(
                                "(?s).*\\b(?:error|reject|rejects|refuse|invalid|fail|fails|fehler|erreur|erro|errore)\\b.*")) {
            rank += 2;
        }
        if (Shapes.step(text) >= 0) {
            rank += 1;
        }
        return rank;
    }

    /** The sentence as something that is true when the ticket is done. */
    private String fact(String sentence) {
        String text = sentence.strip();
        var fault = FAULT.matcher(text);
        if (english && fault.matches()) {
            return Phrases.sentence("This no longer happens: " + fault.group(1));
        }
        if (english && namesThing(text)) {
            return available(text.replaceFirst("[.]$", ""));
        }
        var label = CELL.matcher(text);
        if (english
                && label.matches()
                && Words.split(label.group(1)).size() <= 5
                && EnglishTitles.asks(label.group(2))) {
            text = label.group(2);
        }
        Optional<String> fact = english ? Declarative.of(text) : Optional.empty();
        String words = fact.orElse(text);
        return Phrases.sentence(Script.length(words) > LIMIT ? Phrases.cut(words, LIMIT) : words);
    }

    /** A few words without a verb, such as "Dark mode". */
    private boolean namesThing(String text) {
        int count = Words.split(text).size();
        return count > 0
                && count <= NAME_WORDS
                && !text.matches(".*[:;,()\\d\"“].*")
                && isName(text)
                && !EnglishTitles.isOrder(text)
                && PresentTense.of(text).isEmpty()
                && !PresentTense.tells(text);
    }

    private static String available(String name) {
        if (name.toLowerCase(Locale.ROOT).startsWith("no ")) {
            return Phrases.sentence("there is " + Phrases.lower(name));
        }
        return Phrases.sentence(name + (name.endsWith("s") ? " are available" : " is available"));
    }
}
