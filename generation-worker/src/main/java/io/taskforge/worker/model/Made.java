package io.taskforge.worker.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.salvage.Salvage;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What was read out of an answer, in the words of the schemas that the answers should have kept to: to be held beside what was written. */
final class Made {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Made() {}

    static String of(List<Salvage.OutlineItem> items) {
        ObjectNode made = JSON.createObjectNode();
        for (Salvage.OutlineItem item : items) {
            made.withArray("items")
                    .addObject()
                    .put("kind", item.type().name().toLowerCase(Locale.ROOT))
                    .put("title", item.title())
                    .set("covers", list(item.covers()));
        }
        return made.toString();
    }

    static String of(TicketBody body) {
        ObjectNode made = JSON.createObjectNode().put("about", body.about());
        made.set("checks", list(body.checks()));
        made.set("labels", list(body.labels()));
        made.put("points", body.points());
        made.put(
                "priority",
                body.priority() == null ? null : body.priority().name().toLowerCase(Locale.ROOT));
        made.put("question", body.question().orElse(null));
        return made.toString();
    }

    static String needs(Collection<Integer> numbers) {
        ObjectNode made = JSON.createObjectNode();
        made.set("needs", list(numbers));
        return made.toString();
    }

    static String of(Salvage.Whole whole) {
        ObjectNode made = JSON.createObjectNode().put("summary", whole.summary());
        made.set("risks", list(whole.risks()));
        made.set("questions", list(whole.questions()));
        return made.toString();
    }

    private static JsonNode list(Collection<?> values) {
        return JSON.valueToTree(values);
    }
}
