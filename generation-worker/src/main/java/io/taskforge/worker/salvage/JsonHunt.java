package io.taskforge.worker.salvage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskforge.worker.ingest.Script;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the JSON value in what a model wrote, the cheapest reading first: as it stands; without the thinking; without the fence; the
 * first complete value in the prose; read leniently; read as far as it goes. Never throws, never adds a word.
 */
final class JsonHunt {

    /**
     * A value that was found.
     *
     * @param cut the objects and arrays in it that were still open at the end of the text, by identity
     */
    record Found(JsonNode value, Set<JsonNode> cut, Set<Salvage.Flag> flags) {}

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(64).build();
    private static final JsonMapper STRICT = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper LENIENT = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .build())
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_YAML_COMMENTS,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern FENCED =
            Pattern.compile("(?:```+|~~~+)[ \\t]*[A-Za-z0-9_-]*[ \\t]*\\r?\\n?(.*?)(?:```+|~~~+|\\z)", Pattern.DOTALL);

    /** Prose with more brackets than this before the JSON is not read further. */
    private static final int STARTS_TRIED = 24;

    /** No more values one after the other than a result has tickets, twice over. */
    private static final int LISTED_AT_MOST = 100;

    /** Longer than any answer within its limit of tokens; more is not looked at, so that noise costs no time. */
    private static final int LONGEST = 100_000;

    /** A text in a text in a text, each of them escaped once. */
    private static final int DISGUISES_AT_MOST = 3;

    private final Predicate<JsonNode> wanted;
    private final Set<Salvage.Flag> flags = EnumSet.noneOf(Salvage.Flag.class);

    private JsonHunt(Predicate<JsonNode> wanted) {
        this.wanted = wanted;
    }

    /** @param wanted whether a value has the shape that was asked for; others are passed over */
    static Optional<Found> find(String raw, Predicate<JsonNode> wanted) {
        return new JsonHunt(wanted).hunt(clean(raw), DISGUISES_AT_MOST);
    }

    private static String clean(String raw) {
        return Script.first(raw.replace("\0", "").replace("\uFEFF", ""), LONGEST)
                .strip();
    }

    /** Every complete value of the wanted shape, one after the other, when there is none that holds them all. */
    static List<JsonNode> each(String raw, Predicate<JsonNode> wanted) {
        JsonHunt hunt = new JsonHunt(wanted);
        String text = hunt.withoutThinking(clean(raw));
        List<JsonNode> values = new ArrayList<>();
        int at = Thinking.opensIn(text) ? -1 : firstOpening(text, 0);
        for (int tried = 0; at >= 0 && tried < LISTED_AT_MOST; tried++) {
            int end = BrokenJson.endOfBalanced(text, at);
            String candidate = end < 0 ? "" : text.substring(at, end);
            Optional<Found> found = hunt.complete(STRICT, candidate)
                    .or(() -> hunt.complete(LENIENT, candidate))
                    .or(() -> hunt.brokenButWhole(candidate));
            found.ifPresent(f -> values.add(f.value()));
            at = firstOpening(text, found.isPresent() ? end : at + 1);
        }
        return values;
    }

    private Optional<Found> hunt(String text, int disguises) {
        Optional<Found> bare = complete(STRICT, text);
        if (bare.isPresent()) {
            return bare;
        }
        Optional<JsonNode> inString = parse(STRICT, text).filter(JsonNode::isTextual);
        if (disguises > 0 && inString.isPresent()) {
            flags.add(Salvage.Flag.UNWRAPPED);
            return hunt(inString.get().asText().strip(), disguises - 1);
        }
        String answer = withoutThinking(text);
        Optional<Found> found = inAnswer(answer);
        if (found.isEmpty() && disguises > 0) {
            for (String lifted : Disguise.lifted(answer)) {
                found = found.isPresent() ? found : hunt(lifted.strip(), disguises - 1);
            }
            found.ifPresent(f -> flags.add(Salvage.Flag.UNWRAPPED));
        }
        return found;
    }

    private Optional<Found> inAnswer(String answer) {
        boolean stillThinking = Thinking.opensIn(answer);
        for (String candidate : unfenced(answer)) {
            Optional<Found> found = complete(STRICT, candidate).or(() -> complete(LENIENT, candidate));
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<Found> balanced = firstComplete(answer, stillThinking);
        if (balanced.isPresent() || stillThinking) {
            return balanced;
        }
        return asFarAsItGoes(answer);
    }

    private String withoutThinking(String text) {
        String answer = Thinking.stripped(text);
        if (!answer.equals(text)) {
            flags.add(Salvage.Flag.THINKING_STRIPPED);
        }
        return answer;
    }

    /** What stands between fences, the last fence perhaps missing; the text itself when there is none. */
    private List<String> unfenced(String text) {
        List<String> blocks = new ArrayList<>();
        Matcher fences = FENCED.matcher(text);
        while (fences.find()) {
            flags.add(Salvage.Flag.FENCE_STRIPPED);
            blocks.add(fences.group(1).strip());
        }
        blocks.add(text);
        return blocks;
    }

    /** The first value from an opening bracket to its own closing one that has the wanted shape. */
    private Optional<Found> firstComplete(String text, boolean strictly) {
        int tried = 0;
        for (int at = firstOpening(text, 0); at >= 0 && tried < STARTS_TRIED; tried++) {
            int end = BrokenJson.endOfBalanced(text, at);
            if (end > 0) {
                String candidate = text.substring(at, end);
                Optional<Found> found = complete(STRICT, candidate);
                if (found.isEmpty() && !strictly) {
                    found = complete(LENIENT, candidate);
                }
                if (found.isPresent()) {
                    flags.add(Salvage.Flag.PROSE_STRIPPED);
                    return found;
                }
            }
            at = firstOpening(text, at + 1);
        }
        return Optional.empty();
    }

    private Optional<Found> asFarAsItGoes(String text) {
        int tried = 0;
        for (int at = firstOpening(text, 0); at >= 0 && tried < STARTS_TRIED; tried++) {
            BrokenJson.Reading reading = BrokenJson.read(text, at);
            if (wanted.test(reading.value())) {
                flags.add(reading.cut().isEmpty() ? Salvage.Flag.SYNTAX_MENDED : Salvage.Flag.CUT);
                return Optional.of(new Found(reading.value(), reading.cut(), flags));
            }
            at = firstOpening(text, at + 1);
        }
        return Optional.empty();
    }

    private Optional<Found> brokenButWhole(String text) {
        BrokenJson.Reading reading = BrokenJson.read(text, 0);
        return Optional.of(reading)
                .filter(r -> r.cut().isEmpty() && wanted.test(r.value()))
                .map(r -> new Found(r.value(), Set.of(), flags));
    }

    private Optional<Found> complete(JsonMapper reader, String text) {
        return parse(reader, text).filter(wanted).map(value -> {
            if (reader == LENIENT) {
                flags.add(Salvage.Flag.SYNTAX_MENDED);
            }
            return new Found(value, Set.of(), flags);
        });
    }

    private static Optional<JsonNode> parse(JsonMapper reader, String text) {
        try {
            return Optional.ofNullable(reader.readTree(text))
                    .filter(n -> !n.isMissingNode())
                    .map(n -> n.isTextual() ? n : Disguise.opened(n, STRICT));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static int firstOpening(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{' || text.charAt(i) == '[') {
                return i;
            }
        }
        return -1;
    }
}
