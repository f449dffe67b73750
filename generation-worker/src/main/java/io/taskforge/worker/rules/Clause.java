package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.EnglishVerbs;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An English sentence with a modal verb, taken apart: "When {@code lead}, {@code subject} must {@code predicate}".
 *
 * @param lead the clause before the comma, with its first word; may be empty
 * @param subject as written, without the modal
 * @param modal lower-case, without "not"
 * @param negative whether the sentence forbids
 * @param predicate begins with the bare verb
 */
record Clause(String lead, String subject, String modal, boolean negative, String predicate) {

    /** Who a sentence is about, as far as its phrasing goes. */
    enum Actor {
        /** What is being built: its sentences become orders. */
        PRODUCT,
        /** A person or a role. */
        PERSON,
        THING
    }

    private static final int SUBJECT_WORDS = 14;

    private static final Pattern LEAD = Pattern.compile(
            "(?:since|because|as|if|when|whenever|after|before|once|while|until|for|during|unless|as soon as|where|by default|according to|regardless of|every time|each time|to|in|on|at|with|within|from)\\b[^,;]{2,140},\\s+(?=\\S)",
            Pattern.CASE_INSENSITIVE);

    /** "If it ends badly, and nothing else is under way, …" has a condition in two parts. */
    private static final Pattern FURTHER_LEAD = Pattern.compile(
            "(?:(?:and|but|or)\\b[^,;]{2,140},\\s+(?=\\S)|" + LEAD.pattern() + ")", Pattern.CASE_INSENSITIVE);

    private static final Pattern MODAL = Pattern.compile(
            "\\b(must|shall|should|will|can|may|cannot|can't|won't|needs? to|ha(?:s|ve) to|(?:is|are) required to|(?:is|are) expected to|ought to|(?:is|are) able to|(?:is|are) allowed to)(?:\\s+(not|never)|n't)?\\s+(?=\\S)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FILLER = Pattern.compile(
            "^(?:(?:be able to|also|first|then|either|always be able to|still be able to|therefore|instead)\\s+)+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SECOND_VERB = Pattern.compile("(or|and|nor) (\\w+)");

    /** A subject with a verb of its own is no subject. */
    private static final Pattern FINITE =
            Pattern.compile("(?<!that|which|who|there|what) (?:is|are|was|were|has|have)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern EARLY = Pattern.compile(
            "((?:at|in|on|during|after|before|by) .{2,60}?) (we|i|it|users?|(?:an?|the) [\\w-]+(?: (?!(?:we|i|it|users?)\\b)[\\w-]+)?)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ABILITY =
            Pattern.compile("(?:\\w+ly )?(?:always |still )?be able to ", Pattern.CASE_INSENSITIVE);

    private static final Set<String> PRODUCT_WORDS = Set.of(
            "system",
            "application",
            "app",
            "service",
            "platform",
            "tool",
            "product",
            "we",
            "i",
            "api",
            "server",
            "backend",
            "frontend",
            "it",
            "software",
            "solution",
            "portal",
            "workspace",
            "website",
            "site",
            "program",
            "bot",
            "engine",
            "implementation",
            "implementations",
            "worker",
            "library",
            "sdk",
            "cli",
            "feature",
            "module",
            "plugin",
            "extension",
            "gateway",
            "screen",
            "ui",
            "page",
            "dashboard",
            "generator",
            "client library",
            "developers of");

    /** Names of the product as a whole. */
    private static final Set<String> WHOLE = Set.of(
            "system",
            "application",
            "app",
            "service",
            "platform",
            "tool",
            "product",
            "we",
            "i",
            "it",
            "software",
            "solution");

    private static final Pattern QUALITIES = Pattern.compile(
            "(?:load|respond|open|start|work|run|render|appear|stay|remain|scale|expire|answer|fit|finish|be)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> PEOPLE = Set.copyOf(List.of(
            ("user users admin admins administrator administrators customer customers operator operators agent agents manager managers"
                            + " analyst analysts accountant accountants member members owner owners developer developers engineer engineers"
                            + " tester testers reviewer reviewers approver approvers editor editors author authors buyer buyers seller sellers"
                            + " merchant merchants vendor vendors supplier suppliers employee employees staff team teams people person someone"
                            + " anyone anybody everybody everyone nobody visitor visitors guest guests student students teacher teachers patient"
                            + " patients doctor doctors nurse nurses driver drivers courier couriers librarian librarians volunteer volunteers"
                            + " controller controllers auditor auditors clerk clerks lead leads subscriber subscribers reader readers"
                            + " contributor contributors maintainer maintainers organiser organisers organizer organizers participant"
                            + " participants tenant tenants landlord parent parents player players shopper shoppers specialist specialists"
                            + " whoever supervisor supervisors consumer consumers integrator integrators dispatcher dispatchers cook cooks host hosts")
                    .split(" ")));

    static Optional<Clause> of(String sentence) {
        String text = sentence.strip().replaceFirst("[.;:]+$", "");
        String lead = "";
        for (int i = 0; i < 2; i++) {
            Matcher leading = (lead.isEmpty() ? LEAD : FURTHER_LEAD).matcher(text);
            if (leading.lookingAt()
                    && MODAL.matcher(text).region(leading.end(), text.length()).find()) {
                String part = text.substring(0, leading.end()).strip().replaceFirst(",$", "");
                lead = lead.isEmpty() ? part : lead + ", " + part;
                text = text.substring(leading.end()).replaceFirst("^then ", "");
            }
        }
        Matcher modal = MODAL.matcher(text);
        if (!modal.find()) {
            return Optional.empty();
        }
        String subject = text.substring(0, modal.start()).strip();
        Matcher early = EARLY.matcher(subject);
        if (lead.isEmpty() && early.matches()) {
            lead = early.group(1);
            subject = early.group(2);
        }
        String word = modal.group(1).toLowerCase(Locale.ROOT);
        boolean negative = modal.group(2) != null
                || modal.group().toLowerCase(Locale.ROOT).contains("n't")
                || word.equals("cannot");
        String predicate = FILLER.matcher(text.substring(modal.end()).strip()).replaceFirst("");
        if (predicate.toLowerCase(Locale.ROOT).startsWith("not ")
                || predicate.toLowerCase(Locale.ROOT).startsWith("never ")) {
            negative = true;
            predicate = predicate.substring(predicate.indexOf(' ') + 1);
        }
        boolean whole = !subject.isEmpty() && Words.split(subject).size() <= SUBJECT_WORDS && !predicate.isBlank();
        boolean joined = FINITE.matcher(subject).find()
                || subject.contains(", but")
                || subject.contains("; ")
                || subject.contains(". ");
        boolean ability = ABILITY.matcher(text.substring(modal.end())).lookingAt();
        word = ability ? "can" : word;
        return whole && !joined
                ? Optional.of(new Clause(lead, subject, plainModal(word), negative, predicate))
                : Optional.empty();
    }

    private static String plainModal(String word) {
        return switch (word) {
            case "cannot", "can't" -> "can";
            case "won't" -> "will";
            default -> word;
        };
    }

    /** @param product the specification's title, whose words also name what is being built */
    Actor actor(String product) {
        List<String> words = Words.split(subject.toLowerCase(Locale.ROOT));
        String head = head(words);
        if (PEOPLE.contains(head) || (!words.isEmpty() && PEOPLE.contains(words.getFirst()))) {
            return Actor.PERSON;
        }
        if (words.size() <= 4 && PRODUCT_WORDS.contains(head) && !isQuantified(words)) {
            return Actor.PRODUCT;
        }
        List<String> plain = words.stream()
                .filter(word -> !Set.of("the", "a", "an", "our").contains(word))
                .toList();
        boolean titled = !plain.isEmpty()
                && plain.size() <= 4
                && Words.split(product.toLowerCase(Locale.ROOT)).containsAll(plain);
        return titled && !isPlural() ? Actor.PRODUCT : Actor.THING;
    }

    static boolean isPerson(String lowerWord) {
        return PEOPLE.contains(lowerWord);
    }

    /** Whether a part of the product is to be some way, which makes no sense without naming the part: "the page must load fast". */
    boolean isQualityOfPart() {
        List<String> words = Words.split(subject.toLowerCase(Locale.ROOT));
        boolean whole = words.stream()
                .allMatch(word ->
                        WHOLE.contains(word) || Set.of("the", "our", "this").contains(word));
        return !whole && QUALITIES.matcher(predicate).lookingAt();
    }

    private static boolean isQuantified(List<String> words) {
        return !words.isEmpty()
                && Set.of("each", "every", "all", "any", "no", "this", "only").contains(words.getFirst());
    }

    /** The noun that the subject is about: the last one before any "of", "with", "that". */
    private static String head(List<String> words) {
        String head = "";
        for (String word : words) {
            if (Set.of(
                                            "larger", "smaller", "older", "newer", "longer", "shorter", "more", "less",
                                            "than", "over", "under", "above", "below", "of", "with", "who", "that",
                                            "which", "in", "from", "for", "on", "without", "at", "or", "and", "whose",
                                            "to", "using")
                                    .contains(word)
                            && !head.isEmpty()
                    || word.endsWith("ing") && head.endsWith("s")) {
                break;
            }
            head = word;
        }
        return head;
    }

    boolean isPlural() {
        List<String> words = Words.split(subject.toLowerCase(Locale.ROOT));
        String head = head(words);
        boolean joined = words.contains("and") && !subject.contains("(");
        boolean quantified =
                !words.isEmpty() && Set.of("each", "every", "a", "an", "one").contains(words.getFirst());
        boolean pronoun = Set.of("we", "they", "you", "both", "these", "those", "people", "staff", "children")
                .contains(head);
        boolean plural = head.endsWith("s") && !head.endsWith("ss") && !head.endsWith("us") && !head.endsWith("is");
        return pronoun || (!quantified && (joined || plural));
    }

    /** The verb that "be" goes with: "be matched automatically" gives "match". */
    Optional<Passive> passive() {
        String[] words = predicate.split(" ", 4);
        if (words.length < 2 || !words[0].equalsIgnoreCase("be")) {
            return Optional.empty();
        }
        String rest = predicate.substring(3).strip();
        boolean adverb = words[1].toLowerCase(Locale.ROOT).endsWith("ly") && words.length > 2;
        String participle = (adverb ? words[2] : words[1]).replaceFirst("[,;:.]$", "");
        String after = rest.substring(
                        Math.min(rest.length(), (adverb ? words[1].length() + 1 : 0) + participle.length()))
                .strip();
        return EnglishVerbs.baseOfParticiple(participle)
                .map(base -> joined(adverb ? words[1].toLowerCase(Locale.ROOT) : "", base, after));
    }

    /** "changed or deleted" is one verb of two. */
    private static Passive joined(String adverb, String verb, String rest) {
        Matcher second = SECOND_VERB.matcher(rest);
        Optional<String> other = second.lookingAt() ? EnglishVerbs.baseOfParticiple(second.group(2)) : Optional.empty();
        return other.isPresent()
                ? new Passive(
                        adverb,
                        verb + " " + second.group(1) + " " + other.get(),
                        rest.substring(second.end()).strip())
                : new Passive(adverb, verb, rest);
    }

    /** @param adverb may be empty */
    record Passive(String adverb, String verb, String rest) {}
}
