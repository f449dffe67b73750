package io.taskforge.worker.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import java.util.List;

/**
 * The JSON Schemas that constrain answers. They become grammars on the server, which sets their style: flat, every member required, no
 * pattern, strings of at most 600, and names whose alphabetical order is the wanted order, because some servers sort them.
 */
final class AnswerSchemas {

    /** Beyond this the grammars of some servers fail to compile. */
    private static final int LONGEST_STRING = 600;

    private static final int COVERS_LIMIT = 6;
    private static final int NEEDS_LIMIT = 4;
    private static final int RISKS_LIMIT = 5;
    private static final int QUESTIONS_LIMIT = 3;
    private static final List<Integer> POINTS = List.of(1, 2, 3, 5, 8, 13);
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerSchemas() {}

    /**
     * @param count how many items, exactly
     * @param statements how many numbers there are to cite
     */
    static String outline(int count, int statements) {
        ObjectNode covers = array(1, Math.max(COVERS_LIMIT, (statements + count - 1) / count + 1));
        covers.putObject("items").put("type", "integer").put("minimum", 1).put("maximum", statements);
        ObjectNode item = object();
        properties(item).set("covers", covers);
        properties(item).set("kind", oneOf(List.of("story", "task", "bug", "spike")));
        properties(item).set("title", string(8, 100));
        ObjectNode items = array(count, count);
        items.set("items", closed(item));
        ObjectNode root = object();
        properties(root).set("items", items);
        return closed(root).toString();
    }

    static String expand(GenerationOptions options) {
        OutputDetail detail = options.outputDetail();
        ObjectNode checks = array(detail.criteriaAimed(), detail.criteriaLimit());
        checks.set("items", string(12, checkLength(detail)));
        ObjectNode labels = array(0, 4);
        labels.set("items", options.allowedLabels().isEmpty() ? string(2, 24) : oneOf(options.allowedLabels()));
        ObjectNode points = JsonNodeFactory.instance.objectNode().put("type", "integer");
        points.set("enum", JSON.valueToTree(options.storyPointScale().isEmpty() ? POINTS : options.storyPointScale()));
        ObjectNode root = object();
        properties(root).set("about", string(20, aboutLength(detail)));
        properties(root).set("checks", checks);
        properties(root).set("labels", labels);
        properties(root).set("points", points);
        properties(root).set("priority", oneOf(List.of("low", "medium", "high", "critical")));
        properties(root).set("question", string(0, 160));
        return closed(root).toString();
    }

    /** @param earlier how many tickets stand before the one that is asked about */
    static String link(int earlier) {
        ObjectNode needs = array(0, NEEDS_LIMIT);
        needs.putObject("items").put("type", "integer").put("minimum", 1).put("maximum", earlier);
        ObjectNode root = object();
        properties(root).set("needs", needs);
        return closed(root).toString();
    }

    static String summary() {
        ObjectNode questions = array(0, QUESTIONS_LIMIT);
        questions.set("items", string(12, 160));
        ObjectNode risks = array(0, RISKS_LIMIT);
        risks.set("items", string(12, 160));
        ObjectNode root = object();
        properties(root).set("questions", questions);
        properties(root).set("risks", risks);
        properties(root).set("summary", string(20, 300));
        return closed(root).toString();
    }

    /** Characters of the description at the most. */
    static int aboutLength(OutputDetail detail) {
        return switch (detail) {
            case BRIEF -> 280;
            case STANDARD -> 500;
            case DETAILED -> LONGEST_STRING;
        };
    }

    private static int checkLength(OutputDetail detail) {
        return switch (detail) {
            case BRIEF -> 140;
            case STANDARD -> 180;
            case DETAILED -> 220;
        };
    }

    private static ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", "object");
        object.putObject("properties");
        return object;
    }

    private static ObjectNode properties(ObjectNode object) {
        return (ObjectNode) object.get("properties");
    }

    private static ObjectNode closed(ObjectNode object) {
        object.putArray("required")
                .addAll(properties(object).properties().stream()
                        .map(e -> JsonNodeFactory.instance.textNode(e.getKey()))
                        .toList());
        return object.put("additionalProperties", false);
    }

    private static ObjectNode array(int least, int most) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "array")
                .put("minItems", least)
                .put("maxItems", most);
    }

    private static ObjectNode string(int shortest, int longest) {
        ObjectNode string = JsonNodeFactory.instance.objectNode().put("type", "string");
        if (shortest > 0) {
            string.put("minLength", shortest);
        }
        return string.put("maxLength", longest);
    }

    private static ObjectNode oneOf(List<String> values) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "string");
        node.set("enum", JSON.valueToTree(values));
        return node;
    }
}
