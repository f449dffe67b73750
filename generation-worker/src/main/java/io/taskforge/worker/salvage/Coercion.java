package io.taskforge.worker.salvage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.TicketType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads members of an answer as what they were meant to be: names in any case, one value for a list, words for a number. */
final class Coercion {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,])(?<!(?<!\\p{L})-)\\d{1,9}(?!\\d|[.,]\\d)");
    private static final Pattern RANGE =
            Pattern.compile("(?<![\\d.,])(\\d{1,4})\\s*(?:-|\u2013|to|\\.\\.)\\s*(\\d{1,4})(?![\\d.,])");
    private static final List<String> NUMBER_WORDS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen");
    private static final String[] TITLE_NAMES = {"title", "name", "summary"};
    private static final int RANGE_AT_MOST = 50;
    private static final int POINTS_LIMIT = 100;

    private Coercion() {}

    /** The list of items in a value, where a model may have put it. */
    static Optional<ArrayNode> items(JsonNode value) {
        if (value instanceof ArrayNode array) {
            return holdsItems(array) ? Optional.of(array) : Optional.empty();
        }
        Optional<ArrayNode> named =
                member(value, "items").filter(ArrayNode.class::isInstance).map(ArrayNode.class::cast);
        if (named.isPresent()) {
            return named;
        }
        List<JsonNode> members =
                value.properties().stream().map(Map.Entry::getValue).toList();
        return Stream.concat(
                        members.stream(),
                        members.stream().filter(JsonNode::isObject).flatMap(m -> member(m, "items").stream()))
                .filter(m -> m instanceof ArrayNode array && holdsItems(array))
                .map(ArrayNode.class::cast)
                .findFirst();
    }

    /** A bare list counts when it holds titled objects, or sentences: a link in prose is a list too. */
    private static boolean holdsItems(ArrayNode array) {
        boolean titled = false;
        for (JsonNode element : array) {
            titled |= hasTitle(element)
                    || (element.isTextual() && element.asText().strip().contains(" "));
        }
        return titled;
    }

    static boolean hasTitle(JsonNode value) {
        JsonNode item = unwrapped(value);
        return item.isObject() && member(item, TITLE_NAMES).isPresent();
    }

    /** What an object holds that holds nothing but one other. */
    static JsonNode unwrapped(JsonNode value) {
        return value.size() == 1 && value.isObject() && value.elements().next().isObject()
                ? value.elements().next()
                : value;
    }

    /** Empty unless it is in words. */
    static Optional<String> title(JsonNode item) {
        return member(item, TITLE_NAMES)
                .filter(t -> !t.isNumber() && !t.isBoolean())
                .flatMap(Coercion::asText);
    }

    /** The object that describes a ticket, where a model may have put it. */
    static Optional<JsonNode> ticket(JsonNode value) {
        if (describes(value)) {
            return Optional.of(value);
        }
        Stream<JsonNode> inside = value.isArray()
                ? Stream.of(value.path(0))
                : value.properties().stream().map(Map.Entry::getValue);
        return inside.map(v -> v.isArray() ? v.path(0) : v)
                .filter(Coercion::describes)
                .findFirst();
    }

    private static boolean describes(JsonNode value) {
        return value.isObject() && member(value, "about", "description").isPresent();
    }

    /** The first of the members so named that there is, in any case of letters. */
    static Optional<JsonNode> member(JsonNode object, String... names) {
        for (String name : names) {
            if (object.has(name)) {
                return Optional.of(object.get(name));
            }
            for (Map.Entry<String, JsonNode> e : object.properties()) {
                if (e.getKey().strip().equalsIgnoreCase(name)) {
                    return Optional.of(e.getValue());
                }
            }
        }
        return Optional.empty();
    }

    static Optional<String> text(JsonNode object, String... names) {
        return member(object, names).flatMap(Coercion::asText);
    }

    private static Optional<String> asText(JsonNode node) {
        if (node.isArray()) {
            String joined = elements(node).flatMap(e -> asText(e).stream()).collect(Collectors.joining(" "));
            return joined.isBlank() ? Optional.empty() : Optional.of(joined);
        }
        if (node.isObject()) {
            return member(node, "text", "value", "title", "name", "description")
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        }
        return node.isTextual() || node.isNumber() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** A list of texts; one text counts as such a list, its lines as the elements. */
    static List<String> texts(JsonNode object, String... names) {
        Optional<JsonNode> member = member(object, names);
        if (member.isEmpty()) {
            return List.of();
        }
        if (member.get().isTextual()) {
            return member.get().asText().lines().toList();
        }
        JsonNode list = member.get().isObject() && member.get().size() == 1
                ? member.get().elements().next()
                : member.get();
        if (list.isTextual()) {
            return List.of(list.asText());
        }
        return elements(list)
                .flatMap(e -> (e.isObject() ? words(e) : asText(e)).stream())
                .toList();
    }

    /** Given, when and then are one sentence in three members; of others, one member is the text and the rest is about it. */
    private static Optional<String> words(JsonNode object) {
        if (object.path("then").isTextual()) {
            return Optional.of(Stream.of("given", "when", "then")
                    .filter(name -> object.path(name).isTextual())
                    .map(name -> name + " " + object.get(name).asText())
                    .collect(Collectors.joining(", ")));
        }
        return asText(object).or(() -> elements(object)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst());
    }

    /** Cited numbers that exist, ascending. */
    static List<Integer> numbers(JsonNode object, int most, Set<Salvage.Flag> flags, String... names) {
        TreeSet<Integer> numbers = new TreeSet<>();
        Optional<JsonNode> member = member(object, names);
        List<JsonNode> cited =
                member.map(m -> m.isArray() ? elements(m).toList() : List.of(m)).orElse(List.of());
        for (JsonNode n : cited) {
            if (n.isIntegralNumber() && n.canConvertToInt()) {
                numbers.add(n.asInt());
            } else {
                flags.add(Salvage.Flag.COERCED);
                addNumbers(
                        n.isObject()
                                ? n.path("id").asText() + " " + n.path("number").asText()
                                : n.asText(),
                        numbers);
            }
        }
        numbers.removeIf(n -> n < 1 || n > most);
        return new ArrayList<>(numbers);
    }

    private static void addNumbers(String words, Set<Integer> numbers) {
        Matcher range = RANGE.matcher(words);
        while (range.find()) {
            int from = Integer.parseInt(range.group(1));
            int to = Math.min(Integer.parseInt(range.group(2)), from + RANGE_AT_MOST);
            for (int n = from; n <= to; n++) {
                numbers.add(n);
            }
        }
        Matcher m = NUMBER.matcher(words);
        while (m.find()) {
            numbers.add(Integer.parseInt(m.group()));
        }
    }

    /** A task when the model said nothing known. */
    static TicketType type(JsonNode item, Set<Salvage.Flag> flags) {
        List<TicketType> types = List.of(TicketType.STORY, TicketType.TASK, TicketType.BUG, TicketType.SPIKE);
        return member(item, "kind", "type")
                .flatMap(k -> match(asText(k).orElse(""), types, flags))
                .orElse(TicketType.TASK);
    }

    static Optional<Priority> priority(JsonNode ticket, Set<Salvage.Flag> flags) {
        return member(ticket, "priority").flatMap(p -> match(asText(p).orElse(""), List.of(Priority.values()), flags));
    }

    /** Empty unless exactly one whole number of 1 to 100 is meant. */
    static Optional<Integer> points(JsonNode ticket, Set<Salvage.Flag> flags) {
        Optional<JsonNode> points = member(ticket, "points", "story_points", "storyPoints");
        if (points.isEmpty()) {
            return Optional.empty();
        }
        JsonNode p = points.get().isContainerNode() && points.get().size() == 1
                ? points.get().elements().next()
                : points.get();
        Optional<Integer> number = Optional.empty();
        if (p.isNumber() && p.canConvertToInt() && p.asDouble() == Math.rint(p.asDouble())) {
            number = Optional.of(p.asInt());
        } else if (p.isTextual()) {
            flags.add(Salvage.Flag.COERCED);
            int word = NUMBER_WORDS.indexOf(p.asText().strip().toLowerCase(Locale.ROOT));
            if (word >= 0) {
                return Optional.of(word).filter(n -> n >= 1);
            }
            List<String> numbers = NUMBER.matcher(p.asText().replaceFirst("(\\d)\\.0+(?!\\d)", "$1"))
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .toList();
            number = numbers.size() == 1 ? Optional.of(Integer.parseInt(numbers.getFirst())) : Optional.empty();
        }
        return number.filter(n -> n >= 1 && n <= POINTS_LIMIT);
    }

    /** Exactly; else letters only, in any case; else the only one that is contained as a word. */
    private static <E extends Enum<E>> Optional<E> match(
            String written, Collection<E> values, Set<Salvage.Flag> flags) {
        Function<E, String> name = v -> v.name().toLowerCase(Locale.ROOT);
        Optional<E> exact =
                values.stream().filter(v -> name.apply(v).equals(written)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        flags.add(Salvage.Flag.COERCED);
        String letters =
                written.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ").strip();
        List<E> contained = values.stream()
                .filter(v -> (" " + letters + " ").contains(" " + name.apply(v) + " "))
                .toList();
        return contained.size() == 1 ? Optional.of(contained.getFirst()) : Optional.empty();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        List<JsonNode> elements = new ArrayList<>();
        node.elements().forEachRemaining(elements::add);
        return elements.stream();
    }
}
