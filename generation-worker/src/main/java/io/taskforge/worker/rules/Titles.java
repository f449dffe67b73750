package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Sentences;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.UserStory;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a ticket's title from what a statement asks for. */
final class Titles {

    /** Code points: what a tracker's board shows of a title. */
    static final int LIMIT = 90;

    private static final Pattern LABEL = Pattern.compile("([^:：.!?]{2,60})[:：]\\s{1,3}(\\S.*)", Pattern.DOTALL);

    private static final Pattern TAG = Pattern.compile(
            "\\s*[\\[(](?:priority:? ?)?(?:p[0-4]|must(?:[- ]have)?|should(?:[- ]have)?|could(?:[- ]have)?|high|medium|low|critical|optional|nice to have|new|muss|soll|kann)[\\])]\\s*",
            Pattern.CASE_INSENSITIVE);

    /** Marks of progress behind a sentence. */
    private static final Pattern MARKS =
            Pattern.compile("[\\s\\x{2705}\\x{2714}\\x{274C}\\x{1F6A7}\\x{23F3}\\x{FE0F}]+$");

    private static final Set<String> PRONOUNS = Set.of("it", "they", "this", "these", "those", "that", "both");

    /** An order whose object, or a wish whose subject, is a pronoun. */
    private static final Pattern OPEN_TITLE = Pattern.compile(
            "(?:\\p{L}+ ){1,3}?(?:it|they|them|this|these|those|that|both)(?: (?:is|are|does|do|has|have|can|must|\\p{Ll}+s)\\b|$)",
            Pattern.CASE_INSENSITIVE);

    /** What a thing is or has rather than what a product does: of these, "it" names no product. */
    private static final Pattern STATE = Pattern.compile(
            "(?:exist|contain|hold|have|match|begin|end|include|conform|comply|consist|equal|differ|belong|follow|refer|carry|use only)\\b");

    /** A sentence that begins with a pronoun and a modal verb, or with the modal verb alone. */
    private static final Pattern POINTS_BACK = Pattern.compile(
            "((?:it|this|they|these|es|sie|dies|il|elle|ils|elles|ello|esto|ele|ela|eles|elas|isto|esso|essa)?)(?:^|(?<=\\p{L}) )"
                    + "(?:must|shall|should|muss|müssen|soll|sollen|darf|dürfen|doit|doivent|debe|deben|deberá|deberán|deve|devem|deverá|deverão|devono)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What begins a sentence with a colon in it, and no label. */
    private static final Pattern CONDITIONAL = Pattern.compile(
            "(?:if|when|whenever|once|unless|while|wenn|falls|si|cuando|quando|se) ", Pattern.CASE_INSENSITIVE);

    /** A sentence, or the name of a header with its value: what stands before the colon is no label. */
    private static final Pattern NO_LABEL = Pattern.compile(
            "(?i:.*\\S (?:must|shall|should|will|may|can)\\b.*)|(?:.* )?\\p{Lu}\\w{0,30}(?:-\\p{Lu}\\w{0,30}){1,5}");

    /** "On click: …", "After login: …": when something happens, and behind the colon what. */
    private static final Pattern OCCASION =
            Pattern.compile("(?:on|upon|after|before|during) (?:\\S+ ){0,2}\\S+", Pattern.CASE_INSENSITIVE);

    /** An order whose object is what is said: 'show — "Nothing is free."'. */
    private static final Pattern SHOWS =
            Pattern.compile("(?:show|display|say|print|return)\\s+(?:[—–-]\\s+)?[\"“]", Pattern.CASE_INSENSITIVE);

    private static final String FLOW = "Support the flow “";

    private final EnglishTitles english;
    private final OtherTitles other;
    private final boolean isEnglish;

    Titles(String language, String product) {
        this.isEnglish = language.startsWith("en");
        this.english = new EnglishTitles(product);
        this.other = new OtherTitles(language, product);
    }

    String of(Statement statement) {
        String text = Phrases.withoutExamples(untagged(Shapes.bare(statement.text())));
        Optional<Shapes.Endpoint> endpoint = Shapes.endpoint(text, true);
        if (endpoint.isPresent()) {
            return ofEndpoint(endpoint.get(), statement);
        }
        Optional<UserStory> story = UserStory.of(text);
        if (story.isPresent()) {
            return finish(
                    isEnglish
                            ? english.ofWish(story.get().wish())
                            : other.ofWish(story.get().wish()));
        }
        Matcher label = LABEL.matcher(text);
        if (isEnglish && label.matches() && CONDITIONAL.matcher(label.group(1)).lookingAt()) {
            String order = firstSentence(label.group(2).strip());
            if (EnglishTitles.isOrder(order) || SHOWS.matcher(order).lookingAt()) {
                String both = order.replaceFirst("[.]$", "") + " "
                        + Phrases.lower(label.group(1).strip());
                return finish(Script.length(both) <= LIMIT ? both : order);
            }
        }
        if (label.matches() && isLabel(label.group(1))) {
            return ofLabelled(label.group(1).strip(), label.group(2).strip(), statement);
        }
        return finish(phrase(text, statement.kind()));
    }

    static String untagged(String text) {
        return MARKS.matcher(TAG.matcher(text).replaceAll(" "))
                .replaceFirst("")
                .strip()
                .replaceFirst("^[-–•] (?=\\p{L})", "");
    }

    private static boolean isLabel(String words) {
        if (CONDITIONAL.matcher(words).lookingAt() || NO_LABEL.matcher(words).matches()) {
            return false;
        }
        int count = Words.split(words).size();
        return (count >= 1 && count <= 9) || Script.anyUnspaced(words);
    }

    /** What stands before a colon names the thing; what follows is taken only when it says what to do. */
    private String ofLabelled(String label, String rest, Statement statement) {
        if (isEnglish && label.equalsIgnoreCase("flow")) {
            return finish(FLOW + Phrases.cut(rest.replaceFirst(" \\([^)]*\\)$", ""), 50) + "”");
        }
        if (isEnglish && Set.of("fix", "bug", "bugfix").contains(label.toLowerCase(Locale.ROOT))) {
            return finish((PresentTense.tells(rest) ? "Fix: " : "Fix ") + Phrases.lower(rest));
        }
        Optional<UserStory> story = UserStory.of(rest);
        boolean several = Words.split(label).size() >= 2 && isEnglish;
        if (isEnglish && several && EnglishTitles.isOrder(label)) {
            return finish(label);
        }
        if (story.isPresent()) {
            return several
                    ? finish(english.ofNoun(label))
                    : finish(
                            isEnglish
                                    ? english.ofWish(story.get().wish())
                                    : other.ofWish(story.get().wish()));
        }
        String first = named(label, firstSentence(rest));
        if (isEnglish && EnglishTitles.asks(first) && statement.kind() != StatementKind.ENDPOINT) {
            return finish(english.of(first));
        }
        if (!isEnglish) {
            String named = isTooBare(label) && !isTooBare(first) ? label + ": " + first : label;
            return finish(other.asks(first) ? other.of(first) : named);
        }
        return finish(ofTold(label, first));
    }

    /** A label and words that do not say what to do: a label of one word says too little without them. */
    private String ofTold(String label, String words) {
        if (OCCASION.matcher(label).matches()) {
            String what = Telling.happening(words)
                    .map(told -> "ensure " + Phrases.lower(told))
                    .orElseGet(() -> english.of(words));
            String both = what + " " + Phrases.lower(label);
            return Script.length(both) <= LIMIT ? both : what;
        }
        boolean bare = isTooBare(label) && Words.split(words).size() > 2;
        return english.ofNoun(label) + (bare ? ": " + words : "");
    }

    /** "Code: it must be unique" is about the code. */
    private static String named(String label, String sentence) {
        Matcher back = POINTS_BACK.matcher(sentence);
        return back.lookingAt() ? label + " " + sentence.substring(back.end(1)).strip() : sentence;
    }

    /** The title with its pronoun, where the statement names by one, or not at all, what it is about; empty where it says that. */
    Optional<String> leavingOpen(Statement statement, String title) {
        String sentence = firstSentence(untagged(Shapes.bare(statement.text())));
        if (!isEnglish) {
            return POINTS_BACK.matcher(sentence).lookingAt() ? Optional.of(title) : Optional.empty();
        }
        Optional<Clause> clause = Clause.of(sentence)
                .filter(found -> PRONOUNS.contains(found.subject().toLowerCase(Locale.ROOT)));
        if (clause.isPresent() && OPEN_TITLE.matcher(title).lookingAt()) {
            return Optional.of(title);
        }
        return clause.filter(found -> STATE.matcher(found.predicate()).lookingAt())
                .map(found -> whole(statement));
    }

    /** As {@link #of}, with subject and condition, however well the order would do without them. */
    String whole(Statement statement) {
        String first = firstSentence(untagged(Shapes.bare(statement.text())));
        if (!isEnglish) {
            return finish(first);
        }
        return Clause.of(first)
                .map(clause -> "Ensure " + Declarative.of(clause)
                        + (clause.lead().isEmpty() ? "" : " " + Phrases.lower(clause.lead())))
                .map(Titles::finish)
                .orElseGet(() -> of(statement));
    }

    private String phrase(String text, StatementKind kind) {
        String first = firstSentence(text);
        if (kind == StatementKind.SCENARIO && isEnglish) {
            return english.ofScenario(text);
        }
        return isEnglish ? english.of(first) : other.of(first);
    }

    private String ofEndpoint(Shapes.Endpoint endpoint, Statement statement) {
        String name = endpoint.method() + " " + endpoint.path();
        String says = firstSentence(
                endpoint.rest().isBlank() && !statement.details().isEmpty()
                        ? statement.details().getFirst()
                        : endpoint.rest());
        String order = says.isBlank() ? "" : finish(isEnglish ? english.of(says) : other.of(says));
        if (Words.split(order).size() < 2 && !Script.anyUnspaced(order)) {
            return finish((isEnglish ? "Implement " : "") + name);
        }
        String both = order + " (" + name + ")";
        return Script.length(both) <= LIMIT ? both : Phrases.cut(order, LIMIT);
    }

    /** The first sentence that says something. */
    static String firstSentence(String text) {
        List<String> sentences = Sentences.split(text);
        return sentences.isEmpty() ? text.strip() : sentences.getFirst();
    }

    private static String finish(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        int semicolon = line.indexOf("; ");
        String said = semicolon > 15 ? line.substring(0, semicolon) : line;
        String title = Phrases.capital(Phrases.cut(said, LIMIT));
        return title.isEmpty() ? "Work out what is asked for" : title;
    }

    /** A title for several statements of one part that are too many to be named one by one. */
    String ofComponent(String component) {
        String name = component.strip().replaceFirst("(?<=\\S{3}) \\([^)]*\\)$", "");
        if (!isEnglish) {
            return finish(name);
        }
        return finish(english.ofComponent(name));
    }

    /** Titles that begin with the same verb read as one that names what each is about, as many as there is room for. */
    Optional<String> joined(List<String> titles) {
        if (!isEnglish || titles.size() < 2) {
            return Optional.empty();
        }
        String start = titles.getFirst().startsWith(FLOW) ? FLOW : verb(titles.getFirst());
        boolean alike = !Set.of("Ensure ", "Let ", "Do ", "Require ", "").contains(start)
                && titles.stream().allMatch(title -> title.startsWith(start));
        if (!alike) {
            return titles.size() == 2 ? joined(titles.get(0), titles.get(1)) : Optional.empty();
        }
        List<String> names = new ArrayList<>();
        int length = start.length() + 8;
        for (String title : titles) {
            String name = title.substring(start.length())
                    .replaceFirst(" \\([^)]*\\)$", "")
                    .replaceFirst("”$", "");
            boolean plain = !name.contains(", ") && !name.contains(" and ");
            if (plain && length + Script.length(name) + 2 <= LIMIT) {
                names.add(name);
                length += Script.length(name) + 4;
            }
        }
        if (names.size() < 2) {
            return Optional.empty();
        }
        if (start.equals(FLOW)) {
            String last = names.removeLast();
            return Optional.of("Support the flows “" + String.join("”, “", names) + "” and “" + last + "”");
        }
        String all = String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
        return Optional.of(start + all);
    }

    private static String verb(String title) {
        return title.substring(0, title.indexOf(' ') + 1);
    }

    private static Optional<String> joined(String first, String second) {
        boolean plain =
                !first.contains(" and ") && !second.contains(" and ") && !first.contains("(") && !first.contains(",");
        String joined = first + " and " + Phrases.lower(second);
        return plain && Script.length(joined) <= 72 ? Optional.of(joined) : Optional.empty();
    }

    static boolean isTooBare(String title) {
        List<String> words = Words.split(title.toLowerCase(Locale.ROOT));
        return words.size() < 2 && !Script.anyUnspaced(title);
    }
}
