package io.taskforge.api.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.api.fixture.Drafts;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DependencySvgTest {

    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Two tickets of one epic, one without, of which the second waits for the first. */
    private static final TicketsResult SMALL = Drafts.result(
            Drafts.ticket(1).as(TicketType.EPIC).titled("Timeline").worth(null),
            Drafts.ticket(2).titled("Show invoices").under(1).worth(5),
            Drafts.ticket(3).titled("Filter them").under(1).worth(1).needing(2),
            Drafts.ticket(4).as(TicketType.SPIKE).titled("Choose a store").worth(null));

    private static Element drawn(TicketsResult result) throws Exception {
        return parsed(DependencySvg.of(result));
    }

    private static Element parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    private static List<Element> all(Element within, String name) {
        List<Element> all = new ArrayList<>();
        NodeList found = within.getElementsByTagNameNS(SVG, name);
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static List<Element> ofClass(Element within, String name, String cssClass) {
        return all(within, name).stream()
                .filter(each ->
                        List.of(each.getAttribute("class").split(" ", -1)).contains(cssClass))
                .toList();
    }

    private static List<String> texts(List<Element> elements) {
        return elements.stream()
                .map(each -> each.getTextContent().replaceAll("[\u2068\u2069]", ""))
                .toList();
    }

    private static List<String> names(Element svg) {
        return all(svg, "a").stream()
                .map(link -> link.getAttribute("aria-label").replaceAll("[\u2068\u2069]", ""))
                .toList();
    }

    @Test
    void a_ticket_is_a_box_with_its_id_title_and_points() throws Exception {
        Element svg = drawn(SMALL);
        assertEquals(List.of("SPEC-2", "SPEC-3", "SPEC-4"), texts(ofClass(svg, "text", "graph-id")));
        assertEquals(
                List.of("Show invoices", "Filter them", "Choose a store"), texts(ofClass(svg, "text", "graph-title")));
        assertEquals(List.of("5 pts", "1 pt"), texts(ofClass(svg, "text", "graph-points")));
    }

    @Test
    void a_box_leads_to_its_ticket() throws Exception {
        assertEquals(
                List.of("#ticket-SPEC-2", "#ticket-SPEC-3", "#ticket-SPEC-4"),
                all(drawn(SMALL), "a").stream()
                        .map(link -> link.getAttribute("href"))
                        .toList());
    }

    @Test
    void a_link_is_named_by_all_that_its_box_and_arrows_show() throws Exception {
        assertEquals(
                List.of(
                        "SPEC-2: Show invoices. Story, 5 points, of epic Timeline.",
                        "SPEC-3: Filter them. Story, 1 point, of epic Timeline. Waits for SPEC-2.",
                        "SPEC-4: Choose a store. Spike."),
                names(drawn(SMALL)));
    }

    @Test
    void tickets_are_a_list_for_screen_readers_and_lines_are_not_there() throws Exception {
        Element svg = drawn(SMALL);
        List<Element> items = all(svg, "g").stream()
                .filter(each -> each.getAttribute("role").equals("listitem"))
                .toList();
        assertEquals(3, items.size());
        items.forEach(item -> assertEquals("list", ((Element) item.getParentNode()).getAttribute("role")));
        for (Element line : ofClass(svg, "path", "graph-line")) {
            Element lines = (Element) line.getParentNode().getParentNode();
            assertEquals("true", lines.getAttribute("aria-hidden"));
        }
    }

    @Test
    void the_drawing_says_what_it_is() throws Exception {
        Element svg = drawn(SMALL);
        Element name = all(svg, "title").getFirst();
        Element about = all(svg, "desc").getFirst();
        assertEquals(name.getAttribute("id"), svg.getAttribute("aria-labelledby"));
        assertEquals(about.getAttribute("id"), svg.getAttribute("aria-describedby"));
        assertEquals(
                "3 tickets, 1 dependency. An arrow leads from a ticket to one that waits for it.",
                about.getTextContent());
    }

    @Test
    void it_scales_and_brings_neither_style_nor_script() throws Exception {
        String text = DependencySvg.of(SMALL);
        Element svg = parsed(text);
        assertEquals(
                "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"), svg.getAttribute("viewBox"));
        for (String forbidden : List.of("style", "<script", "onclick", "onload", "url(", "http://www.w3.org/1999")) {
            assertFalse(text.contains(forbidden), forbidden);
        }
    }

    @Test
    void colours_follow_the_epics() throws Exception {
        Element svg = drawn(SMALL);
        assertEquals(2, ofClass(svg, "a", "epic-0").size());
        assertEquals(1, ofClass(svg, "a", "epic-none").size());
        EpicColours colours = EpicColours.of(SMALL);
        assertEquals(
                List.of(new EpicColours.Entry(
                        "epic-0", SMALL.tickets().getFirst().externalId(), "Timeline", 2)),
                colours.legend());
    }

    @Test
    void the_ninth_epic_has_the_colour_of_the_first() {
        TicketsResult result = Drafts.result(IntStream.rangeClosed(1, 9)
                .mapToObj(number -> Drafts.ticket(number).as(TicketType.EPIC))
                .toArray(Drafts[]::new));
        assertEquals("epic-7", EpicColours.of(result).legend().get(7).cssClass());
        assertEquals("epic-0", EpicColours.of(result).legend().get(8).cssClass());
    }

    @Test
    void an_epic_has_a_box_where_something_waits_for_it() throws Exception {
        Element svg = drawn(Drafts.result(
                Drafts.ticket(1).as(TicketType.EPIC).titled("Timeline").worth(null),
                Drafts.ticket(2).under(1),
                Drafts.ticket(3).needing(1)));
        assertEquals("SPEC-1: Timeline. Epic.", names(svg).getFirst());
        assertEquals(3, all(svg, "a").size());
    }

    @Test
    void a_dependency_on_nothing_is_not_drawn() throws Exception {
        Element svg = drawn(Drafts.result(Drafts.ticket(1).needing(9)));
        assertEquals(0, ofClass(svg, "path", "graph-tip").size());
        assertEquals(1, all(svg, "a").size());
    }

    @Test
    void what_would_close_a_circle_is_said_and_not_drawn() throws Exception {
        Element svg = drawn(
                Drafts.result(Drafts.ticket(1).needing(2), Drafts.ticket(2).needing(1)));
        assertTrue(all(svg, "desc").getFirst().getTextContent().endsWith("Not drawn: 1 that would close a circle."));
    }

    @Test
    void a_result_without_tickets_is_an_empty_drawing() throws Exception {
        Element svg = drawn(Drafts.result());
        assertEquals(0, all(svg, "a").size());
        assertTrue(all(svg, "desc").getFirst().getTextContent().startsWith("0 tickets, 0 dependencies."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "]]> <!-- &lt; &#x0; \" ' > -->",
                "\" onfocus=\"alert(1)",
                "</title></svg><script>",
                "\u202e\u2067right to left\u2069\u2069\u2069",
                "שלום عرض",
                "a\u0301\u0302\u0303\u0304"
            })
    void a_title_stays_text(String title) throws Exception {
        Element svg = drawn(Drafts.result(Drafts.ticket(1).titled(title)));
        Set<String> elements = new HashSet<>();
        all(svg, "*").forEach(each -> elements.add(each.getLocalName()));
        assertEquals(Set.of("title", "desc", "g", "a", "rect", "path", "svg", "text"), elements);
        String shown = "SPEC-1: " + SvgText.isolated(title);
        Element link = all(svg, "a").getFirst();
        assertTrue(link.getAttribute("aria-label").startsWith(shown));
        assertEquals(
                link.getAttribute("aria-label"), all(link, "title").getFirst().getTextContent());
        assertEquals(0, all(svg, "script").size());
    }

    @Test
    void characters_that_xml_forbids_are_left_out() throws Exception {
        Element svg = drawn(Drafts.result(
                Drafts.ticket(1).as(TicketType.EPIC).titled("A\0B\ud800"),
                Drafts.ticket(2).titled("nul\0 \u0001 \ufffe \udc00 end").under(1)));
        assertEquals("SPEC-2: nul end. Story, 3 points, of epic AB.", names(svg).getFirst());
    }

    @Test
    void a_long_title_is_cut_in_its_box_and_whole_in_its_name() throws Exception {
        String title = "Import the settlement files of both payment providers "
                .repeat(4)
                .strip();
        Element svg = drawn(Drafts.result(Drafts.ticket(1).titled(title)));
        List<String> lines = texts(ofClass(svg, "text", "graph-title"));
        assertEquals(2, lines.size());
        assertTrue(lines.getLast().endsWith("…"));
        assertTrue(names(svg).getFirst().contains(title));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatever_waits_for_whatever_is_well_formed_and_drawn_the_same_way_again(long seed) throws Exception {
        Graphs graph = Graphs.random(seed);
        TicketsResult result = Drafts.result(IntStream.range(0, graph.nodes())
                .mapToObj(node -> Drafts.ticket(node + 1)
                        .needing(graph.edges().stream()
                                .filter(edge -> edge.to() == node)
                                .mapToInt(edge -> edge.from() + 1)
                                .distinct()
                                .toArray()))
                .toArray(Drafts[]::new));
        assertEquals(graph.nodes(), all(drawn(result), "a").size());
        assertEquals(DependencySvg.of(result), DependencySvg.of(result));
    }
}
