package io.taskforge.worker.salvage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.TicketType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes what can be made of an answer, whatever a model or the way to it did to it: complete elements that say something, with what was
 * done to get them. Never throws, and never says what the model did not.
 */
public final class Salvage {

    /** What had to be done. */
    public enum Flag {
        THINKING_STRIPPED("its thinking was taken off"),
        FENCE_STRIPPED("a code fence was taken off"),
        PROSE_STRIPPED("words around the answer were taken off"),
        UNWRAPPED("it was escaped and has been unescaped"),
        SYNTAX_MENDED("its syntax was mended"),
        /** The text ended too early; what it cut through was dropped. */
        CUT("it broke off, and what was not complete was dropped"),
        /** A value was of another type than asked for, or in other words. */
        COERCED("values of another type were read as what they mean"),
        /** Not JSON, but a table, tags, or a list of named members. */
        OTHER_FORM("it was not JSON, and was read by the names in it"),
        DUPLICATES_DROPPED("repeated elements were dropped"),
        /** Elements that say nothing, or that repeat an instruction, were dropped. */
        EMPTY_WORDS_DROPPED("elements that say nothing were dropped"),
        REPETITION("it repeats itself");

        private final String words;

        Flag(String words) {
            this.words = words;
        }

        /** For a person, of an answer. */
        public String words() {
            return words;
        }
    }

    /** @param covers as cited, 1 to the count of statements, ascending, without duplicates; may be empty */
    public record OutlineItem(List<Integer> covers, TicketType type, String title) {}

    /** @param points 1 to 100, or null; priority null when not one of the four */
    public record Body(
            String about,
            List<String> checks,
            List<String> labels,
            Integer points,
            Priority priority,
            Optional<String> question) {}

    /** What was said of a specification as a whole. @param summary may be empty */
    public record Whole(String summary, List<String> risks, List<String> questions) {}

    public record Salvaged<T>(T value, Set<Flag> flags) {}

    private static final int CHECKS_LIMIT = 8;
    private static final int LABELS_LIMIT = 10;
    private static final int TITLE_LIMIT = 200;
    private static final int ABOUT_LIMIT = 8_000;
    private static final int CHECK_LIMIT = 500;
    private static final int LABEL_LIMIT = 50;
    private static final int QUESTION_LIMIT = 500;

    private Salvage() {}

    /**
     * The items of an outline, in the model's order, each title once.
     *
     * @param statements how many there were to cite
     */
    public static Salvaged<List<OutlineItem>> outline(String raw, int statements) {
        return outline(raw, statements, true);
    }

    /**
     * As {@link #outline(String, int)}.
     *
     * @param whole false when it is known that the answer was cut; forms that do not show their own end then lose their last line
     */
    public static Salvaged<List<OutlineItem>> outline(String raw, int statements, boolean whole) {
        Optional<JsonHunt.Found> found =
                JsonHunt.find(raw, n -> Coercion.items(n).isPresent());
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Set<JsonNode> cut = found.map(JsonHunt.Found::cut).orElse(Set.of());
        found.ifPresent(f -> flags.addAll(f.flags()));
        List<JsonNode> elements = new ArrayList<>();
        found.flatMap(f -> Coercion.items(f.value())).ifPresent(list -> list.forEach(elements::add));
        if (elements.isEmpty()) {
            elements.addAll(JsonHunt.each(raw, Coercion::hasTitle));
        }
        if (elements.isEmpty()) {
            elements.addAll(PlainForms.items(raw, whole));
            if (!elements.isEmpty()) {
                flags.add(Flag.OTHER_FORM);
            }
        }
        Map<String, OutlineItem> items = new LinkedHashMap<>();
        int repeated = 0;
        for (JsonNode element : elements) {
            Optional<OutlineItem> item = item(Coercion.unwrapped(element), cut.contains(element), statements, flags);
            if (item.isEmpty()) {
                continue;
            }
            if (items.putIfAbsent(Likeness.key(item.get().title()), item.get()) != null) {
                flags.add(Flag.DUPLICATES_DROPPED);
                repeated++;
            }
        }
        if (repeated > items.size() || (items.isEmpty() && Words.repeats(raw))) {
            flags.add(Flag.REPETITION);
        }
        return new Salvaged<>(List.copyOf(items.values()), flags);
    }

    /** Empty when there is no description, or too little of a cut answer to stand for a ticket. */
    public static Salvaged<Optional<Body>> body(String raw) {
        return body(raw, true);
    }

    /** As {@link #body(String)}, and of {@code whole} as {@link #outline(String, int, boolean)} has it. */
    public static Salvaged<Optional<Body>> body(String raw, boolean whole) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Optional<JsonHunt.Found> found =
                JsonHunt.find(raw, n -> Coercion.ticket(n).isPresent());
        Optional<JsonNode> written = found.flatMap(f -> Coercion.ticket(f.value()));
        if (written.isEmpty()) {
            written = PlainForms.ticket(raw, whole);
            written.ifPresent(form -> flags.add(Flag.OTHER_FORM));
        }
        found.ifPresent(f -> flags.addAll(f.flags()));
        if (written.isEmpty()) {
            if (Words.repeats(raw)) {
                flags.add(Flag.REPETITION);
            }
            return new Salvaged<>(Optional.empty(), flags);
        }
        JsonNode ticket = written.get();
        boolean cut = found.isPresent() && found.get().cut().contains(ticket);
        String about = Words.tidy(Coercion.text(ticket, "about", "description").orElse(""), ABOUT_LIMIT);
        if (Words.repeats(about)) {
            flags.add(Flag.REPETITION);
            return new Salvaged<>(Optional.empty(), flags);
        }
        if (Words.sayNothing(about) || Words.instruct(about)) {
            flags.add(Flag.EMPTY_WORDS_DROPPED);
            return new Salvaged<>(Optional.empty(), flags);
        }
        List<String> checks = checks(ticket, flags);
        if (cut && checks.isEmpty()) {
            return new Salvaged<>(Optional.empty(), flags);
        }
        Optional<String> question = Coercion.text(ticket, "question")
                .map(q -> Words.line(q, QUESTION_LIMIT))
                .filter(q -> !Words.sayNothing(q));
        return new Salvaged<>(
                Optional.of(new Body(
                        about,
                        checks,
                        labels(ticket),
                        Coercion.points(ticket, flags).orElse(null),
                        Coercion.priority(ticket, flags).orElse(null),
                        question)),
                flags);
    }

    /**
     * Numbers of 1 to {@code most} under the name {@code needs}, or in a bare list, ascending; empty when there is neither.
     *
     * @param most the largest that can be meant
     */
    public static Optional<Set<Integer>> numbers(String raw, int most) {
        return JsonHunt.find(
                        raw, n -> n.isArray() || Coercion.member(n, "needs").isPresent())
                .map(found -> found.value().isArray()
                        ? JsonNodeFactory.instance.objectNode().set("needs", found.value())
                        : found.value())
                .map(value -> new TreeSet<>(Coercion.numbers(value, most, EnumSet.noneOf(Flag.class), "needs")));
    }

    /** Summary, risks and questions; empty when there is no summary in it. What says nothing is left out. */
    public static Optional<Whole> whole(String raw) {
        return JsonHunt.find(
                        raw, n -> n.isObject() && Coercion.member(n, "summary").isPresent())
                .map(JsonHunt.Found::value)
                .map(value -> new Whole(
                        Words.line(Coercion.text(value, "summary").orElse(""), QUESTION_LIMIT),
                        sentences(value, "risks"),
                        sentences(value, "questions")))
                .filter(said -> !Words.repeats(said.summary()));
    }

    private static List<String> sentences(JsonNode value, String name) {
        return Coercion.texts(value, name).stream()
                .map(text -> Words.line(text, QUESTION_LIMIT))
                .filter(text -> !Words.sayNothing(text) && !Words.instruct(text) && !Words.repeats(text))
                .distinct()
                .toList();
    }

    private static Optional<OutlineItem> item(JsonNode element, boolean cut, int statements, Set<Flag> flags) {
        String written =
                element.isTextual() ? element.asText() : Coercion.title(element).orElse("");
        String title = Words.title(written, TITLE_LIMIT);
        if (title.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> covers = Coercion.numbers(element, statements, flags, "covers", "statements");
        boolean complete = !cut
                || (!covers.isEmpty()
                        && Coercion.member(element, "kind", "type").isPresent());
        if (!complete) {
            return Optional.empty();
        }
        if (Words.sayNothing(title) || Words.instruct(title)) {
            flags.add(Flag.EMPTY_WORDS_DROPPED);
            return Optional.empty();
        }
        if (element.isTextual()) {
            flags.add(Flag.COERCED);
        }
        return Optional.of(new OutlineItem(covers, Coercion.type(element, flags), title));
    }

    private static List<String> checks(JsonNode ticket, Set<Flag> flags) {
        List<String> checks = new ArrayList<>();
        Set<String> seen = new java.util.HashSet<>();
        for (String written :
                Coercion.texts(ticket, "checks", "acceptance_criteria", "acceptanceCriteria", "criteria")) {
            String check = Words.line(written, CHECK_LIMIT);
            if (Words.sayNothing(check) || Words.instruct(check) || Words.repeats(check)) {
                flags.add(Flag.EMPTY_WORDS_DROPPED);
            } else if (!seen.add(Likeness.key(check))) {
                flags.add(Flag.DUPLICATES_DROPPED);
            } else if (checks.size() < CHECKS_LIMIT) {
                checks.add(check);
            }
        }
        return List.copyOf(checks);
    }

    private static List<String> labels(JsonNode ticket) {
        return Coercion.texts(ticket, "labels").stream()
                .flatMap(l -> java.util.Arrays.stream(l.split(",", -1)))
                .map(l -> Words.line(l.replaceAll("[\\[\\]#`\"]", ""), LABEL_LIMIT))
                .filter(l -> !l.isEmpty())
                .distinct()
                .limit(LABELS_LIMIT)
                .toList();
    }
}
