package io.taskforge.eval.gold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.eval.gold.GoldStatement.Strength;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code NAME.gold.json}; {@code eval/README.md} has the format. Whatever is not as it should be is a {@link GoldFault} that
 * names the file and the place, because a mark that slips a line makes every figure wrong without anybody noticing.
 */
public final class GoldFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORMAT = "taskforge.gold.v1";
    private static final Set<String> MEMBERS =
            Set.of("format", "held_out", "statements", "edges", "distractors", "tolerated");
    private static final Set<String> STATEMENT_MEMBERS = Set.of("id", "lines", "strength", "text", "detail_of");

    private final String file;
    private final Spec spec;

    private GoldFile(String file, Spec spec) {
        this.file = file;
        this.spec = spec;
    }

    /** @param spec without gold; its lines are what the marks are checked against */
    public static Gold read(String file, String json, Spec spec) {
        try {
            return new GoldFile(file, spec).gold(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new GoldFault(file + " is no JSON: line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ", " + e.getOriginalMessage());
        }
    }

    private Gold gold(JsonNode root) {
        if (!root.path("format").asText().equals(FORMAT)) {
            throw fault("\"format\" must be \"" + FORMAT + "\"");
        }
        unknown(root, MEMBERS, "the file");
        List<GoldStatement> statements = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : array(root, "statements")) {
            GoldStatement statement = statement(node, statements.size() + 1);
            if (!ids.add(statement.id())) {
                throw fault("two statements are called " + statement.id());
            }
            statements.add(statement);
        }
        if (statements.isEmpty()) {
            throw fault("\"statements\" is empty; leave the file out when nothing is marked");
        }
        checkDetails(statements, ids);
        List<Gold.Marked> distractors = marked(root, "distractors");
        for (Gold.Marked distractor : distractors) {
            for (GoldStatement statement : statements) {
                if (statement.lines().touches(distractor.lines())) {
                    throw fault("lines of " + statement.id() + " are marked as a distractor too");
                }
            }
        }
        return new Gold(
                root.path("held_out").asBoolean(false),
                statements,
                edges(root, ids),
                root.has("edges"),
                distractors,
                marked(root, "tolerated"));
    }

    private GoldStatement statement(JsonNode node, int position) {
        String id = node.path("id").asText();
        if (id.isBlank()) {
            throw fault("statement " + position + " has no \"id\"");
        }
        unknown(node, STATEMENT_MEMBERS, id);
        Span lines = span(node, id);
        Strength strength;
        try {
            strength = Strength.valueOf(node.path("strength").asText().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw fault(id + ": \"strength\" must be must, should or may");
        }
        String text = spec.words(lines);
        if (node.has("text")) {
            String words = node.get("text").asText();
            if (!squeezed(text).contains(squeezed(Spec.plain(words)))) {
                throw fault(id + ": its text does not stand in its lines");
            }
            text = words;
        }
        if (text.isBlank()) {
            throw fault(id + ": its lines are blank");
        }
        return new GoldStatement(
                id,
                lines,
                strength,
                text,
                Optional.ofNullable(node.get("detail_of")).map(JsonNode::asText));
    }

    private void checkDetails(List<GoldStatement> statements, Set<String> ids) {
        Map<String, GoldStatement> byId = new java.util.HashMap<>();
        statements.forEach(one -> byId.put(one.id(), one));
        for (GoldStatement one : statements) {
            one.detailOf().ifPresent(parent -> {
                if (!ids.contains(parent) || byId.get(parent).isDetail()) {
                    throw fault(one.id() + ": \"detail_of\" names " + parent + ", which is no statement of its own");
                }
            });
        }
    }

    private List<Gold.Edge> edges(JsonNode root, Set<String> ids) {
        List<Gold.Edge> edges = new ArrayList<>();
        for (JsonNode node : array(root, "edges")) {
            Gold.Edge edge = new Gold.Edge(node.path(0).asText(), node.path(1).asText());
            if (node.size() != 2 || !ids.contains(edge.from()) || !ids.contains(edge.to())) {
                throw fault("edge " + node + " must be [id, id of what comes first]");
            }
            edges.add(edge);
        }
        return edges;
    }

    private List<Gold.Marked> marked(JsonNode root, String member) {
        List<Gold.Marked> marked = new ArrayList<>();
        for (JsonNode node : array(root, member)) {
            String why = node.path("why").asText();
            if (why.isBlank()) {
                throw fault(member + " " + (marked.size() + 1) + " has no \"why\"");
            }
            marked.add(new Gold.Marked(span(node, member + " " + (marked.size() + 1)), why));
        }
        return marked;
    }

    private Span span(JsonNode node, String what) {
        JsonNode lines = node.path("lines");
        int count = spec.lines().size();
        boolean pair = lines.isArray() && lines.size() == 2;
        int start = pair ? lines.get(0).asInt() : lines.asInt();
        int end = pair ? lines.get(1).asInt() : start;
        if (start < 1 || end < start || end > count) {
            throw fault(what + ": \"lines\" must be a line or [first, last] of 1 to " + count);
        }
        return new Span(start, end);
    }

    private JsonNode array(JsonNode root, String member) {
        JsonNode array = root.path(member);
        if (!array.isArray() && !array.isMissingNode()) {
            throw fault("\"" + member + "\" must be a list");
        }
        return array;
    }

    private void unknown(JsonNode node, Set<String> known, String what) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw fault(what + " has a member \"" + name + "\", which nobody reads");
            }
        });
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private GoldFault fault(String what) {
        return new GoldFault(file + ": " + what);
    }
}
