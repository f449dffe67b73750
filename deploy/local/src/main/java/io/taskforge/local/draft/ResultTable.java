package io.taskforge.local.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Terminal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A result as a person reads it: a line of sums, the tickets by epic with their criteria, then coverage, findings, risks and open
 * questions, and who wrote it.
 *
 * <p>All text of a result was written by a model or a stranger: it goes through {@link DisplayText} before it reaches a terminal.
 */
public final class ResultTable {

    private static final String MARGIN = "  ";
    private static final String BULLET = "• ";
    private static final int LABEL = 16;
    private static final int SHOWN = 12;

    /** What became of the base's tickets: the member that lists them, and the word that each is marked with. */
    private static final Map<String, String> FATES = Map.of("kept", "kept", "changed", "changed", "added", "new");

    private final JsonNode result;
    private final Terminal terminal;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, JsonNode> requirements = new HashMap<>();
    private final Map<String, String> fates = new HashMap<>();
    private final int idWidth;

    private ResultTable(JsonNode result, Terminal terminal) {
        this.result = result;
        this.terminal = terminal;
        int widest = "Id".length();
        for (JsonNode ticket : result.path("tickets")) {
            widest = Math.max(widest, DisplayText.width(text(ticket, "external_id")));
        }
        this.idWidth = widest;
        FATES.forEach((member, word) ->
                result.path("changes").path(member).forEach(id -> fates.put(DisplayText.oneLine(id.asText()), word)));
        result.path("requirements").forEach(one -> requirements.put(text(one, "requirement_id"), one));
    }

    /** The whole of it, ending with a line end. */
    public static String of(JsonNode result, Terminal terminal) {
        ResultTable table = new ResultTable(result, terminal);
        table.sums();
        table.tickets();
        table.changes();
        table.coverage();
        table.findings();
        table.notes("Risks", result.path("risks"));
        table.notes("Open questions", result.path("open_questions"));
        table.engine();
        return table.out.toString();
    }

    /** How many there are, epics not counted. */
    public static int ticketsOf(JsonNode result) {
        int tickets = 0;
        for (JsonNode ticket : result.path("tickets")) {
            tickets += isEpic(ticket) ? 0 : 1;
        }
        return tickets;
    }

    private void sums() {
        int epics = 0;
        int points = 0;
        int tickets = 0;
        for (JsonNode ticket : result.path("tickets")) {
            boolean epic = isEpic(ticket);
            epics += epic ? 1 : 0;
            tickets += epic ? 0 : 1;
            points += epic ? 0 : ticket.path("story_points").asInt();
        }
        paragraph("", 0, text(result.path("source"), "title"), true);
        String sums = counted(tickets, "ticket")
                + (epics == 0 ? "" : " in " + counted(epics, "epic"))
                + (points == 0 ? "" : ", " + counted(points, "point"));
        paragraph("", 0, sums, false);
        String summary = text(result.path("source"), "summary");
        if (!summary.isEmpty()) {
            paragraph("", 0, summary, false);
        }
        out.append('\n');
    }

    private void tickets() {
        Map<String, List<JsonNode>> byEpic = new LinkedHashMap<>();
        List<JsonNode> alone = new ArrayList<>();
        for (JsonNode ticket : result.path("tickets")) {
            if (isEpic(ticket)) {
                byEpic.put(text(ticket, "external_id"), new ArrayList<>(List.of(ticket)));
            }
        }
        for (JsonNode ticket : result.path("tickets")) {
            if (!isEpic(ticket)) {
                byEpic.getOrDefault(text(ticket, "parent_external_id"), alone).add(ticket);
            }
        }
        columns();
        byEpic.values().forEach(group -> {
            epic(group.getFirst());
            group.stream().skip(1).forEach(this::ticket);
        });
        if (!alone.isEmpty() && !byEpic.isEmpty()) {
            rule();
            out.append(terminal.bold("Without an epic")).append("\n\n");
        }
        alone.forEach(this::ticket);
        rule();
    }

    private void columns() {
        String heads =
                MARGIN + DisplayText.padded("Id", idWidth) + MARGIN + row("Type", "Points", "Priority") + "Title";
        out.append(terminal.dim(heads)).append('\n');
    }

    private static String row(String type, String points, String priority) {
        return DisplayText.padded(type, 5)
                + MARGIN
                + DisplayText.padded(points, 6)
                + MARGIN
                + DisplayText.padded(priority, 8)
                + MARGIN;
    }

    private void epic(JsonNode epic) {
        rule();
        String head = text(epic, "external_id") + MARGIN + "EPIC" + MARGIN;
        paragraph(head, DisplayText.width(head), text(epic, "title"), true);
        grounds(epic, MARGIN.length());
        epic.path("acceptance_criteria").forEach(criterion -> criterion(criterion, 2));
        out.append('\n');
    }

    private void ticket(JsonNode ticket) {
        String points =
                ticket.hasNonNull("story_points") ? ticket.path("story_points").asText() : "–";
        String priority = ticket.hasNonNull("priority") ? text(ticket, "priority") : "–";
        String head = MARGIN
                + DisplayText.padded(text(ticket, "external_id"), idWidth)
                + MARGIN
                + row(text(ticket, "ticket_type"), " ".repeat(Math.max(0, 4 - points.length())) + points, priority);
        int indent = DisplayText.width(head);
        paragraph(head, indent, text(ticket, "title"), true);
        int inner = 2 + idWidth + 2;
        grounds(ticket, inner);
        ticket.path("acceptance_criteria").forEach(criterion -> criterion(criterion, inner));
        out.append('\n');
    }

    /** What became of the ticket since the base job, what it waits for, and where the specification asks for it. */
    private void grounds(JsonNode ticket, int indent) {
        List<String> ids = new ArrayList<>();
        ticket.path("dependencies").forEach(id -> ids.add(id.asText()));
        List<String> lines = new ArrayList<>();
        for (JsonNode reference : ticket.path("source_refs")) {
            int start = reference.path("start_line").asInt();
            int end = reference.path("end_line").asInt();
            lines.add(start == end ? Integer.toString(start) : start + "–" + end);
        }
        List<String> words = new ArrayList<>();
        if (fates.containsKey(text(ticket, "external_id"))) {
            words.add(fates.get(text(ticket, "external_id")));
        }
        if (!ids.isEmpty()) {
            words.add("needs " + String.join(", ", ids));
        }
        if (!lines.isEmpty()) {
            words.add((lines.size() == 1 && !lines.getFirst().contains("–") ? "line " : "lines ")
                    + lines.stream().distinct().collect(Collectors.joining(", ")));
        }
        if (!words.isEmpty()) {
            paragraph(" ".repeat(indent), indent, String.join("; ", words), terminal::dim);
        }
    }

    private void criterion(JsonNode criterion, int indent) {
        String head = " ".repeat(indent) + BULLET;
        paragraph(head, head.length(), criterion.asText(), false);
    }

    private void changes() {
        JsonNode changes = result.path("changes");
        if (!changes.isObject()) {
            return;
        }
        List<String> counts = new ArrayList<>();
        for (String member : List.of("kept", "changed", "added")) {
            counts.add(changes.path(member).size() + " " + FATES.get(member));
        }
        labelled("Changes", String.join(", ", counts) + ", since job " + text(changes, "base_job_id"));
        List<String> retired = new ArrayList<>();
        changes.path("retired").forEach(id -> retired.add(id.asText()));
        if (!retired.isEmpty()) {
            labelled("", "retired: " + String.join(", ", retired));
        }
    }

    private void coverage() {
        JsonNode coverage = result.path("coverage");
        if (coverage.isMissingNode() || coverage.isNull()) {
            return;
        }
        int count = coverage.path("requirement_count").asInt();
        int covered = coverage.path("covered_count").asInt();
        String share = coverage.hasNonNull("ratio")
                ? String.format(
                        Locale.ROOT,
                        " (%.0f %%)",
                        Math.floor(coverage.path("ratio").asDouble() * 100))
                : "";
        labelled("Coverage", count == 0 ? "nothing is required" : covered + " of " + count + " requirements" + share);
        List<String> uncovered = new ArrayList<>();
        coverage.path("uncovered").forEach(id -> uncovered.add(requirement(id.asText())));
        limited(uncovered).forEach(line -> labelled("", "not covered: " + line));
        List<String> orphans = new ArrayList<>();
        coverage.path("orphan_tickets").forEach(id -> orphans.add(id.asText()));
        if (!orphans.isEmpty()) {
            labelled("", "cite no requirement: " + String.join(", ", orphans));
        }
    }

    private String requirement(String id) {
        JsonNode known = requirements.get(DisplayText.oneLine(id));
        return known == null ? id : id + ", line " + known.path("start_line").asInt() + ": " + text(known, "text");
    }

    private void findings() {
        List<String> lines = new ArrayList<>();
        for (JsonNode finding : result.path("quality")) {
            String about = finding.hasNonNull("external_id") ? text(finding, "external_id") + ": " : "";
            String mended = finding.path("repaired").asBoolean() ? " (mended)" : "";
            lines.add(text(finding, "severity") + ": " + about + text(finding, "message") + mended + " ["
                    + text(finding, "code") + "]");
        }
        block("Findings", limited(lines), "none");
    }

    private void notes(String label, JsonNode notes) {
        List<String> lines = new ArrayList<>();
        for (JsonNode note : notes) {
            String severity = note.hasNonNull("severity") ? text(note, "severity") + ": " : "";
            List<String> ids = new ArrayList<>();
            note.path("related_external_ids").forEach(id -> ids.add(id.asText()));
            lines.add(severity + text(note, "text") + (ids.isEmpty() ? "" : " (" + String.join(", ", ids) + ")"));
        }
        block(label, lines, "none");
    }

    private void engine() {
        JsonNode generation = result.path("generation");
        StringBuilder words = new StringBuilder(text(generation, "engine"));
        if (!text(generation, "model").equals(words.toString())) {
            words.append(' ').append(text(generation, "model"));
        }
        if (generation.hasNonNull("engine_reason")) {
            words.append(": ").append(text(generation, "engine_reason"));
        }
        labelled("Engine", words.toString());
        StringBuilder cost = new StringBuilder(String.format(
                Locale.ROOT, "drafted in %.2f s", generation.path("duration_ms").asLong() / 1000.0));
        if (generation.path("model_calls").asInt() > 0) {
            cost.append(", ").append(counted(generation.path("model_calls").asInt(), "call"));
        }
        if (generation.hasNonNull("prompt_tokens") && generation.hasNonNull("completion_tokens")) {
            cost.append(", ").append(generation.path("prompt_tokens").asLong()).append(" tokens in, ");
            cost.append(generation.path("completion_tokens").asLong()).append(" out");
        }
        labelled("", cost.toString());
    }

    private void block(String label, List<String> lines, String none) {
        if (lines.isEmpty()) {
            labelled(label, none);
        }
        for (int i = 0; i < lines.size(); i++) {
            String head = i == 0 ? terminal.bold(label) + " ".repeat(LABEL - label.length()) : " ".repeat(LABEL);
            paragraph(head + BULLET, LABEL + BULLET.length(), lines.get(i), false);
        }
    }

    /** The first dozen, then how many more there are: the rest is in the JSON. */
    private static List<String> limited(List<String> lines) {
        if (lines.size() <= SHOWN + 1) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, SHOWN));
        first.add((lines.size() - SHOWN) + " more; --json shows all");
        return first;
    }

    private void labelled(String label, String value) {
        String head = DisplayText.padded(label, LABEL);
        paragraph(label.isEmpty() ? head : terminal.bold(label) + head.substring(label.length()), LABEL, value, false);
    }

    private void paragraph(String head, int indent, String value, boolean strong) {
        paragraph(head, indent, value, strong ? terminal::bold : UnaryOperator.identity());
    }

    private void paragraph(String head, int indent, String value, UnaryOperator<String> style) {
        List<String> lines = DisplayText.wrapped(value, Math.max(20, terminal.columns() - indent));
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? head : " ".repeat(indent))
                    .append(style.apply(lines.get(i)))
                    .append('\n');
        }
    }

    private void rule() {
        out.append(terminal.dim("─".repeat(terminal.columns()))).append('\n');
    }

    private static boolean isEpic(JsonNode ticket) {
        return ticket.path("ticket_type").asText().equals("epic");
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? DisplayText.oneLine(node.path(field).asText()) : "";
    }
}
