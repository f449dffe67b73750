package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What kind of thing a section holds, told by its heading. */
enum Topic {
    /** Nothing is known: what looks like a requirement is one. */
    NEUTRAL,
    /** Requirements stand here: list items count without further signs. */
    WORK,
    /** As {@link #WORK}, but welcome rather than needed. */
    WISH,
    /** Checks of what stands above. */
    ACCEPTANCE,
    /** Steps of one way through the product. */
    FLOW,
    /** Aims: kept for a specification that holds nothing firmer. */
    GOAL,
    /** What introduces: kept for the overview, and for a specification that holds nothing firmer. */
    BACKGROUND,
    /** Personas, licences, change logs, references, alternatives, questions and answers: never read for work. */
    ASIDE,
    NON_GOAL,
    QUESTION,
    RISK,
    MILESTONE;

    private static final int LONGEST_HEADING = 120;

    /** A heading that asks in fewer words than this may well name what is to be built. */
    private static final int ASKING_WORDS = 5;

    static Topic of(String heading) {
        String lower = heading.toLowerCase(Locale.ROOT).strip();
        if (lower.length() > LONGEST_HEADING) {
            return isAsking(lower) ? ASIDE : NEUTRAL;
        }
        if (TopicWords.BOTH_SIDES.matcher(lower).find()) {
            return lower.contains("scope") ? NEUTRAL : GOAL;
        }
        if (TopicWords.NON_GOALS.in(lower)
                || TopicWords.OUT_OF_SCOPE.matcher(lower).find()
                || TopicWords.NOT_NOW.matcher(Headings.withoutNumber(lower)).lookingAt()) {
            return NON_GOAL;
        }
        if (TopicWords.QUESTIONS.in(lower)
                || Set.of("questions", "questions?", "fragen").contains(lower)) {
            return QUESTION;
        }
        if (isAsking(lower) || isRecord(lower)) {
            return ASIDE;
        }
        if (TopicWords.ACCEPTANCES.in(lower)) {
            return ACCEPTANCE;
        }
        if (TopicWords.BINDING.in(lower)) {
            return WORK;
        }
        return isRisk(withoutBrackets(lower)) ? RISK : broader(lower);
    }

    /** "Risks (as of May)": what stands in brackets at the end says more of it, and not what it is about. */
    private static String withoutBrackets(String lower) {
        String plain = lower.replaceFirst("\\s*[(（][^()（）]*[)）]\\s*$", "");
        return plain.isBlank() ? lower : plain;
    }

    private static Topic broader(String lower) {
        List<String> words = plainWords(lower);
        List<String> aims = words.stream()
                .filter(word -> !TopicWords.RANKING.contains(word))
                .toList();
        if (!aims.isEmpty()
                && TopicWords.GOAL_WORDS.containsAll(aims)
                && !aims.equals(List.of("product"))
                && !aims.equals(List.of("business"))) {
            return GOAL;
        }
        Topic introducing = introducing(lower, words);
        if (introducing != NEUTRAL) {
            return introducing;
        }
        if (TopicWords.WISHES.in(lower)) {
            return WISH;
        }
        if (isMilestones(words)) {
            return MILESTONE;
        }
        if (TopicWords.WORKS.in(lower) && !TopicWords.ASSUMED.in(lower)) {
            return WORK;
        }
        return TopicWords.FLOWS.in(lower) ? FLOW : NEUTRAL;
    }

    /** "Do all contributors have to follow it?": what stands below is an answer. */
    private static boolean isAsking(String lower) {
        String asked = Headings.withoutNumber(lower).replaceFirst("^[\"“„«']", "");
        if (TopicWords.WHY.stream().anyMatch(asked::startsWith)) {
            return true;
        }
        boolean asks = lower.endsWith("?") || lower.endsWith("？") || lower.endsWith("ですか") || lower.endsWith("ますか");
        return asks && (Script.anyUnspaced(lower) || Words.split(lower).size() >= ASKING_WORDS);
    }

    private static boolean isRecord(String lower) {
        String named = Headings.withoutNumber(lower);
        List<String> words = Words.split(named);
        boolean persona = words.stream().limit(2).anyMatch(TopicWords.PERSONAS::contains)
                && (named.contains(":") || named.contains("–") || named.contains(" - "));
        boolean brief = words.size() <= TopicWords.RECORD_WORDS;
        return persona
                || brief && (TopicWords.RECORDS.in(named) || TopicWords.HOW_TO.in(named))
                || TopicWords.RELEASE.matcher(lower).matches();
    }

    private static boolean isMilestones(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        boolean named = words.stream().anyMatch(TopicWords.MILESTONE_WORDS::contains)
                || TopicWords.MILESTONE_WORDS.contains(String.join(" ", words));
        boolean plan = words.size() <= TopicWords.PLAN_WORDS && TopicWords.PLANS.contains(words.getLast());
        return plan
                || named
                        && words.stream()
                                .allMatch(word -> TopicWords.MILESTONE_WORDS.contains(word)
                                        || TopicWords.BESIDE_MILESTONES.contains(word));
    }

    /** A section on risks, not one whose feature assesses them. */
    private static boolean isRisk(String lower) {
        List<String> words = Words.split(lower);
        return TopicWords.RISKS.in(lower) && words.size() <= 5 && !lower.contains("scor") && !lower.contains("assess");
    }

    private static Topic introducing(String lower, List<String> words) {
        boolean audience = TopicWords.AUDIENCES.in(lower) && !TopicWords.USE_CASES.in(lower);
        if (audience || TopicWords.COMPETITION.in(lower) || TopicWords.ASIDE_UNSPACED.in(lower)) {
            return ASIDE;
        }
        String plain = withoutBrackets(lower);
        boolean business = words.size() <= TopicWords.RECORD_WORDS
                && (TopicWords.BUSINESS.in(plain) || TopicWords.METRICS.in(plain));
        if (business || TopicWords.INTRODUCING_UNSPACED.in(lower) || TopicWords.PRINCIPLES.in(lower)) {
            return BACKGROUND;
        }
        // "Product overview" introduces; "Product" alone holds what is to be built as often.
        if (words.isEmpty() || words.equals(List.of("product"))) {
            return NEUTRAL;
        }
        if (TopicWords.APPENDED.contains(words.getFirst()) && !TopicWords.WORKS.in(lower)) {
            return BACKGROUND;
        }
        if (TopicWords.WHO.contains(words.getFirst())) {
            return rulesWho(words) ? NEUTRAL : ASIDE;
        }
        if (TopicWords.ASIDE_NAMES.contains(words.getFirst()) || TopicWords.ASIDE_NAMES.contains(words.getLast())) {
            return ASIDE;
        }
        boolean known = words.stream()
                .allMatch(word -> TopicWords.INTRODUCING.contains(word) || TopicWords.ASIDE.contains(word));
        if (!known) {
            return NEUTRAL;
        }
        return words.stream().allMatch(TopicWords.INTRODUCING::contains) ? BACKGROUND : ASIDE;
    }

    /** "Who may get a refund" is about what is allowed, "Who may use this" about readers. */
    private static boolean rulesWho(List<String> words) {
        return words.size() > 2
                && TopicWords.ALLOWED.contains(words.get(1))
                && !TopicWords.SELF.contains(words.getLast());
    }

    private static List<String> plainWords(String lower) {
        int bracket = Math.max(lower.indexOf('('), lower.indexOf('（'));
        List<String> words = new ArrayList<>();
        for (String word : Words.split(bracket > 0 ? lower.substring(0, bracket) : lower)) {
            boolean number = word.matches("v?\\d+");
            if (!number && !TopicWords.JOINING.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    /** Whether the heading may also name a part of the product, such as "Users" among its features. */
    static boolean namesPart(String heading) {
        String lower = heading.toLowerCase(Locale.ROOT);
        List<String> words = plainWords(lower);
        return !words.isEmpty() && TopicWords.PARTS.containsAll(words) && !isRecord(lower);
    }

    /** Whether sections of this kind are read for work. */
    boolean asksForWork() {
        return switch (this) {
            case NEUTRAL, WORK, WISH, ACCEPTANCE, FLOW -> true;
            case GOAL, BACKGROUND, ASIDE, NON_GOAL, QUESTION, RISK, MILESTONE -> false;
        };
    }
}
