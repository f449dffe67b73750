package io.taskforge.api.graph;

import io.taskforge.api.graph.GraphLayout.Box;
import io.taskforge.api.graph.GraphLayout.Stretch;
import io.taskforge.api.graph.GraphLayout.Tip;
import io.taskforge.api.graph.GraphLayout.Way;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws the dependencies of a result as an SVG, to stand in a page of HTML or alone: well-formed XML, without a style, a script or a
 * reference to anything else. How it looks is said by classes alone ({@code admin/graph.css}).
 *
 * <p>Each ticket is a link to {@code #ticket-<id>}, whose name holds all that its box and arrows show; links come in the order in which
 * tickets can be done. Lines are hidden from screen readers, for which a graph is a list. An epic has a box only where it waits for
 * something or something for it; otherwise it is the colour of its tickets.
 */
public final class DependencySvg {

    private static final int BOX_WIDTH = 212;
    private static final int BOX_HEIGHT = 66;
    private static final int PAGE_WIDTH = 1_000;
    private static final int BAND = 6;
    private static final int PADDING = 10;
    private static final int TEXT_WIDTH = BOX_WIDTH - BAND - 2 * PADDING;
    /** In user units, as in the style sheet. */
    private static final int FONT_SIZE = 13;

    private static final int TITLE_LINES = 2;

    private final EpicColours colours;
    private final List<Ticket> drawn;
    private final GraphLayout layout;
    private final StringBuilder svg = new StringBuilder();

    private DependencySvg(TicketsResult result, EpicColours colours) {
        this.colours = colours;
        Set<ExternalId> linked = new HashSet<>();
        for (Ticket ticket : result.tickets()) {
            if (!ticket.dependencies().isEmpty()) {
                linked.add(ticket.externalId());
                linked.addAll(ticket.dependencies());
            }
        }
        drawn = result.tickets().stream()
                .filter(each -> each.ticketType() != TicketType.EPIC || linked.contains(each.externalId()))
                .toList();
        layout = new LayeredLayout(BOX_WIDTH, BOX_HEIGHT, PAGE_WIDTH).of(drawn.size(), edges(drawn));
    }

    /** The drawing of a result. A dependency on a ticket that is not in the result is not drawn. */
    public static String of(TicketsResult result) {
        return new DependencySvg(result, EpicColours.of(result)).svg();
    }

    private static List<Edge> edges(List<Ticket> tickets) {
        Map<ExternalId, Integer> numbers = new HashMap<>();
        for (int i = 0; i < tickets.size(); i++) {
            numbers.put(tickets.get(i).externalId(), i);
        }
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            for (ExternalId need : tickets.get(i).dependencies()) {
                if (numbers.containsKey(need)) {
                    edges.add(new Edge(numbers.get(need), i));
                }
            }
        }
        return edges;
    }

    private String svg() {
        put("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dependency-graph\" role=\"group\"");
        put(" aria-labelledby=\"dependency-graph-name\" aria-describedby=\"dependency-graph-about\"");
        put(" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\">\n", layout.width(), layout.height());
        put("<title id=\"dependency-graph-name\">Dependency graph</title>\n");
        put("<desc id=\"dependency-graph-about\">%s</desc>\n", about());
        svg.append("<g aria-hidden=\"true\">\n");
        layout.ways().forEach(this::appendWay);
        svg.append("</g>\n");
        if (!drawn.isEmpty()) {
            svg.append("<g role=\"list\">\n");
            layout.boxes().forEach(this::appendBox);
            svg.append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private String about() {
        int arrows = layout.ways().stream().mapToInt(way -> way.tips().size()).sum();
        int circular = layout.leftOut().size();
        return counted(drawn.size(), "ticket")
                + (arrows == 1 ? ", 1 dependency" : ", " + arrows + " dependencies")
                + ". An arrow leads from a ticket to one that waits for it."
                + (circular == 0 ? "" : " Not drawn: " + circular + " that would close a circle.");
    }

    /** Numbers as SVG has them, whatever the digits of the machine's language. */
    private void put(String template, Object... values) {
        svg.append(String.format(Locale.ROOT, template, values));
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void appendWay(Way way) {
        String colour = colours.cssClassOf(drawn.get(way.from()));
        put("<g class=\"%s\"><path class=\"graph-line\" d=\"", colour);
        way.stretches().forEach(this::appendStretch);
        svg.append("\"/>\n<path class=\"graph-tip\" d=\"");
        way.tips().forEach(this::appendTip);
        svg.append("\"/></g>\n");
    }

    private void appendStretch(Stretch stretch) {
        put("M%d %d", stretch.x1(), stretch.y1());
        if (stretch.x1() == stretch.x2() || stretch.y1() == stretch.y2()) {
            put("L%d %d", stretch.x2(), stretch.y2());
        } else if (layout.direction() == Direction.RIGHT) {
            int middle = (stretch.x1() + stretch.x2()) / 2;
            put("C%1$d %2$d %1$d %4$d %3$d %4$d", middle, stretch.y1(), stretch.x2(), stretch.y2());
        } else {
            int middle = (stretch.y1() + stretch.y2()) / 2;
            put("C%2$d %1$d %3$d %1$d %3$d %4$d", middle, stretch.x1(), stretch.x2(), stretch.y2());
        }
    }

    private void appendTip(Tip tip) {
        String shape = layout.direction() == Direction.RIGHT ? "M%d %dl-9 -4.5v9z" : "M%d %dl-4.5 -9h9z";
        put(shape, tip.x(), tip.y());
    }

    private void appendBox(Box box) {
        Ticket ticket = drawn.get(box.node());
        String title = SvgText.oneLine(ticket.title());
        String name = SvgText.escaped(nameOf(ticket, title));
        put(
                "<g role=\"listitem\"><a class=\"graph-ticket %s\" href=\"#ticket-%s\" aria-label=\"%s\">",
                colours.cssClassOf(ticket), ticket.externalId(), name);
        put("<title>%s</title>", name);
        put(
                "<rect class=\"graph-box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
                box.x(), box.y(), box.width(), box.height());
        put(
                "<path class=\"graph-band\" d=\"M%d %dh-%dq-6 0 -6 6v%dq0 6 6 6h%dz\"/>",
                box.x() + BAND + 1, box.y(), BAND - 5, box.height() - 12, BAND - 5);
        appendText(box, ticket, title);
        svg.append("</a></g>\n");
    }

    /** In a frame of its own, which cuts off whatever a font or a pile of accents makes larger than it was measured. */
    private void appendText(Box box, Ticket ticket, String title) {
        put(
                "<svg aria-hidden=\"true\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">",
                box.x() + BAND + PADDING, box.y() + 2, TEXT_WIDTH, box.height() - 4);
        put("<text class=\"graph-id\" x=\"0\" y=\"17\">%s</text>", ticket.externalId());
        if (ticket.storyPoints() != null) {
            put(
                    "<text class=\"graph-points\" x=\"%d\" y=\"17\" text-anchor=\"end\">%s</text>",
                    TEXT_WIDTH, counted(ticket.storyPoints(), "pt"));
        }
        int y = 36;
        for (String line : SvgText.wrapped(title, TEXT_WIDTH * 1_000 / FONT_SIZE, TITLE_LINES)) {
            put("<text class=\"graph-title\" x=\"0\" y=\"%d\">%s</text>", y, SvgText.escaped(SvgText.isolated(line)));
            y += 17;
        }
        svg.append("</svg>");
    }

    /** Also what the pointer is shown: the epic is a colour otherwise, and the title may be cut. */
    private String nameOf(Ticket ticket, String title) {
        StringBuilder name = new StringBuilder()
                .append(ticket.externalId())
                .append(": ")
                .append(SvgText.isolated(title))
                .append(". ")
                .append(typeOf(ticket));
        if (ticket.storyPoints() != null) {
            name.append(", ").append(counted(ticket.storyPoints(), "point"));
        }
        colours.epicOf(ticket)
                .filter(entry -> !entry.externalId().equals(ticket.externalId()))
                .ifPresent(entry -> name.append(", of epic ").append(SvgText.isolated(SvgText.oneLine(entry.title()))));
        name.append('.');
        if (!ticket.dependencies().isEmpty()) {
            name.append(ticket.dependencies().stream()
                    .map(ExternalId::toString)
                    .collect(Collectors.joining(", ", " Waits for ", ".")));
        }
        return name.toString();
    }

    private static String typeOf(Ticket ticket) {
        String type = ticket.ticketType().name();
        return type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT);
    }
}
