package io.taskforge.worker.link;

import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A ticket as linking sees it.
 *
 * @param ids that the specification gives its statements
 * @param sentences of its statements and their details
 * @param words that its title is about
 */
record Node(
        TicketOutline outline,
        Set<String> ids,
        List<String> sentences,
        Set<String> words,
        List<Shapes.Endpoint> endpoints) {

    static Node of(TicketOutline outline, List<Statement> statements) {
        Set<String> ids = new LinkedHashSet<>();
        List<String> sentences = new ArrayList<>();
        List<Shapes.Endpoint> endpoints = new ArrayList<>();
        for (Statement statement : statements) {
            Shapes.id(statement.text()).ifPresent(ids::add);
            sentences.add(Shapes.bare(statement.text()));
            sentences.addAll(statement.details());
            Optional<Shapes.Endpoint> endpoint = Shapes.endpoint(Shapes.bare(statement.text()), true);
            endpoint.ifPresent(endpoints::add);
        }
        return new Node(outline, ids, sentences, Words.content(order(outline)), endpoints);
    }

    /** The verb of the order, lower-case: its first word, or its last in a language that puts infinitives there. */
    String verb() {
        List<String> words = Words.split(order().toLowerCase(Locale.ROOT));
        return words.isEmpty() ? "" : verbLast(words) ? words.get(lastVerb(words)) : words.getFirst();
    }

    /** "Die Inventurliste exportieren": German and Dutch infinitives end the order. */
    static boolean verbLast(List<String> words) {
        String last = words.get(lastVerb(words));
        return words.size() > 1 && last.matches("\\p{Ll}{3,}(?:en|ern|eln)") && !ENGLISH_EN.contains(last);
    }

    private static int lastVerb(List<String> words) {
        boolean let = words.size() > 2 && words.getLast().equals("lassen");
        return words.size() - (let ? 2 : 1);
    }

    private static final Set<String> ENGLISH_EN = Set.of(
            "open",
            "often",
            "then",
            "when",
            "taken",
            "given",
            "written",
            "chosen",
            "seen",
            "broken",
            "screen",
            "token",
            "hidden",
            "frozen",
            "forgotten",
            "children",
            "men",
            "kitchen",
            "modern",
            "pattern",
            "concern",
            "return");

    /** The title without an endpoint in brackets, whose words every other endpoint shares. */
    String order() {
        return order(outline);
    }

    private static String order(TicketOutline outline) {
        return outline.title().replaceFirst(" \\((?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) [^)]*\\)?$", "");
    }
}
