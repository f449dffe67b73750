package io.taskforge.fakeollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders to the model that stand outside the fence around data, in the eyes of a gullible model: one that believes the first thing that
 * looks like the end of the fence, whatever its code. Text of a system message is outside; so is everything where there is no fence.
 */
final class Orders {

    /** The line that opens a fence, with its code. */
    private static final Pattern OPEN = Pattern.compile("(?m)^<<<SPEC (\\w+)$");

    /** What a gullible model takes for an end: the mark itself, its look-alikes, and the control tokens of chat templates. */
    private static final Pattern LOOKS_CLOSED =
            Pattern.compile("(?im)^\\W*SPEC\\s*>{2,}.*$|^\\s*>{3,}.*$|^\\s*</\\s*(?:spec|data|document|user)\\s*>"
                    + "|^\\W*end\\s+of\\s+(?:the\\s+)?(?:spec|specification|data|document)\\b.*$|^\\W*end\\s+spec\\b.*$"
                    + "|<\\s*\\|[^|\\n]{1,30}\\|\\s*>|\\[/?INST]|</s>|<(?:start|end)_of_turn>|</?system>");

    private static final Pattern ORDER = Pattern.compile(
            "(?i)\\b(?:ignore|disregard|forget)\\b[^.\\n]{0,40}\\b(?:instruction|instructions|prompt|rules|above|before)\\b"
                    + "|\\b(?:reply|respond|answer)\\s+only\\s+with\\b|\\breply\\s+with\\b|\\boutput\\s+only\\b|\\bwrite\\s+only\\b");

    /** What an order wants to read: the words after it, in quotes or to the end of the sentence. */
    private static final Pattern WANTED = Pattern.compile(
            "(?i)\\b(?:reply|respond|answer|output|write|say|print)\\s+(?:only\\s+)?(?:with\\s+)?(?:\"([^\"\\n]{1,80})\"|([^.\\n]{1,80}))");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\x{E0000}-\\x{E0FFF}]");

    private Orders() {}

    /** What the model is ordered to write, when an order reaches it. */
    static Optional<String> reaching(JsonNode messages) {
        for (JsonNode message : messages) {
            String text = seen(message.path("content").asText());
            Optional<String> order =
                    wanted(message.path("role").asText().equals("system") ? text : outsideOfFences(text));
            if (order.isPresent()) {
                return order;
            }
        }
        return Optional.empty();
    }

    /** Tokenizers fold the wide forms of letters, and what cannot be seen does not stop a model from reading. */
    private static String seen(String text) {
        return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }

    private static String outsideOfFences(String text) {
        StringBuilder outside = new StringBuilder();
        int at = 0;
        Matcher open = OPEN.matcher(text);
        Matcher closed = LOOKS_CLOSED.matcher(text);
        while (open.find(at)) {
            outside.append(text, at, open.start()).append('\n');
            at = closed.find(open.end()) ? closed.end() : text.length();
        }
        return outside.append(text, at, text.length()).toString();
    }

    private static Optional<String> wanted(String text) {
        Matcher order = ORDER.matcher(text);
        if (!order.find()) {
            return Optional.empty();
        }
        Matcher wanted = WANTED.matcher(text);
        if (wanted.find(order.start())) {
            return Optional.of((wanted.group(1) != null ? wanted.group(1) : wanted.group(2)).strip());
        }
        return Optional.of("Obeyed: " + order.group());
    }
}
