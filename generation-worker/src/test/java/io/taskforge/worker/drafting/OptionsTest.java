package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.spec.Traceability;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option is kept to the letter, whatever it stands beside and whatever the specification is. */
class OptionsTest {

    /** Thirty statements in three parts, each different, so that nothing is merged. */
    private static final String THIRTY = "# Depot\n"
            + part("Receiving", List.of("parcel", "pallet", "crate", "letter", "barrel"))
            + part("Storage", List.of("shelf", "rack", "drawer", "freezer", "vault"))
            + part("Dispatch", List.of("route", "driver", "truck", "receipt", "customs form"));

    private static String part(String name, List<String> things) {
        String items = things.stream()
                .map(thing -> "- The system must register a " + thing + ".\n- A clerk can print the label of a " + thing
                        + ".\n")
                .collect(Collectors.joining());
        return "\n## " + name + "\n\n" + items;
    }

    private static final String WITH_DETAILS = """
            # Club

            - The system must keep a list of members.
              - A member has a name and a date of birth.
              - Two members never share a number.
            - A treasurer can collect fees.
              - The fee is due on the first of January.
              - A reminder is sent after 30 days.
            """;

    static Stream<String> specifications() {
        List<String> own = List.of(
                THIRTY,
                WITH_DETAILS,
                "系统必须显示空闲会议室。系统必须发送提醒。管理员可以删除预订。",
                "# Wünsche\n\n- Termine müssen bestätigt werden.\n- Termine dürfen nicht gelöscht werden.\n",
                "Build it");
        return Stream.concat(Drafts.examples().stream().map(Drafts::text), own.stream());
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void drafts_keep_every_combination_of_options(String text) {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            GenerationOptions options = options(random);
            TicketsResult result = Drafts.of("Depot", text, options);
            String which = options.toString();
            assertEquals(List.of(), Drafts.faults(result, options), which);
            assertTrue(result.tickets().size() <= options.ticketLimit(), which);
            result.tickets().forEach(ticket -> keeps(ticket, options));
            counted(result, options);
            cited(result, text);
        }
    }

    private static GenerationOptions options(Random random) {
        Integer[] counts = {null, 1, 3, 10, 30, 50};
        Integer tickets = counts[random.nextInt(counts.length)];
        int least = tickets == null ? 1 : tickets;
        Integer limit = random.nextInt(3) == 0 ? null : Integer.valueOf(least + random.nextInt(51 - least));
        return new GenerationOptions(
                tickets,
                limit,
                random.nextBoolean(),
                DependencyMode.values()[random.nextInt(3)],
                OutputDetail.values()[random.nextInt(3)],
                Traceability.values()[random.nextInt(3)],
                random.nextInt(4) == 0 ? "fr-CA" : null,
                null,
                null,
                random.nextBoolean() ? List.of() : List.of("api", "UI", "Storage"),
                random.nextBoolean() ? List.of() : List.of(1, 3, 8),
                null);
    }

    private static void keeps(Ticket ticket, GenerationOptions options) {
        OutputDetail detail = options.outputDetail();
        assertTrue(ticket.description().codePointCount(0, ticket.description().length()) <= detail.descriptionLimit());
        int criteria = ticket.acceptanceCriteria().size();
        assertTrue(criteria <= detail.criteriaLimit(), ticket.toString());
        assertTrue(criteria >= 1, ticket.toString());
        assertTrue(
                options.allowedLabels().isEmpty() || options.allowedLabels().containsAll(ticket.labels()),
                ticket.toString());
        assertTrue(ticket.storyPoints() == null
                || options.storyPointScale().isEmpty()
                || options.storyPointScale().contains(ticket.storyPoints()));
        if (!options.includeEpics()) {
            assertTrue(ticket.ticketType() != TicketType.EPIC && ticket.parentExternalId() == null);
        }
        ticket.dependencies().forEach(need -> assertTrue(need.compareTo(ticket.externalId()) < 0));
        switch (options.dependencyMode()) {
            case NONE -> assertTrue(ticket.dependencies().isEmpty());
            case EXPLICIT -> assertTrue(ticket.metadata().inferredDependencies() == null);
            case INFERRED -> {}
        }
        boolean quoted = ticket.sourceRefs().stream().anyMatch(ref -> ref.quote() != null);
        switch (options.traceability()) {
            case NONE -> assertTrue(ticket.sourceRefs().isEmpty());
            case REFS -> assertFalse(quoted);
            case QUOTES ->
                assertTrue(quoted || ticket.ticketType() == TicketType.EPIC || ticket.ticketType() == TicketType.SPIKE);
        }
    }

    /** Never more than asked for; fewer only with a finding that says so. */
    private static void counted(TicketsResult result, GenerationOptions options) {
        int drafted = nonEpics(result);
        if (options.ticketCount() == null || drafted == options.ticketCount()) {
            assertFalse(codes(result).contains("ticket_count_not_met"));
        } else {
            assertTrue(drafted < options.ticketCount());
            assertTrue(codes(result).contains("ticket_count_not_met"));
        }
    }

    private static void cited(TicketsResult result, String text) {
        List<String> lines = text.lines().toList();
        for (Ticket ticket : result.tickets()) {
            for (SourceRef ref : ticket.sourceRefs()) {
                String cited = String.join("\n", lines.subList(ref.startLine() - 1, ref.endLine()));
                assertTrue(ref.quote() == null || cited.contains(ref.quote()), () -> ref + " in " + cited);
            }
        }
    }

    @Test
    void as_many_tickets_come_as_are_asked_for_up_to_the_statements() {
        for (int wanted = 1; wanted <= 30; wanted++) {
            TicketsResult result = Drafts.of("Depot", THIRTY, Drafts.counting(wanted, 50));
            assertEquals(wanted, nonEpics(result));
            assertEquals(1.0, result.coverage().ratio());
        }
    }

    @Test
    void details_that_stand_by_themselves_become_tickets_when_more_are_asked_for() {
        assertEquals(2, nonEpics(Drafts.of("Club", WITH_DETAILS, Drafts.counting(2, 50))));
        TicketsResult four = Drafts.of("Club", WITH_DETAILS, Drafts.counting(4, 50));
        assertEquals(4, nonEpics(four));
        assertFalse(codes(four).contains("ticket_count_not_met"));
        TicketsResult fifty = Drafts.of("Club", WITH_DETAILS, Drafts.counting(50, 50));
        assertEquals(6, nonEpics(fifty));
        assertTrue(codes(fifty).contains("ticket_count_not_met"));
    }

    @Test
    void a_detail_that_became_a_ticket_cites_its_own_line() {
        TicketsResult six = Drafts.of("Club", WITH_DETAILS, Drafts.counting(6, 50));
        Map<String, Integer> lines =
                six.requirements().stream().collect(Collectors.toMap(one -> one.text(), one -> one.startLine()));
        assertEquals(5, lines.get("Two members never share a number."));
    }

    @Test
    void drafts_in_another_language_than_asked_for_are_called_so() {
        GenerationOptions french =
                new GenerationOptions(null, null, null, null, null, null, "fr", null, null, null, null, null);
        assertTrue(codes(Drafts.of("Depot", THIRTY, french)).contains("language_not_met"));
        GenerationOptions british =
                new GenerationOptions(null, null, null, null, null, null, "en-GB", null, null, null, null, null);
        assertFalse(codes(Drafts.of("Depot", THIRTY, british)).contains("language_not_met"));
    }

    @Test
    void more_requirements_than_a_result_lists_break_no_rule() {
        String text = IntStream.range(0, 700)
                .mapToObj(i -> "- The system must store record type " + i + " of the archive.\n")
                .collect(Collectors.joining());
        TicketsResult result = Drafts.of("Archive", text, Drafts.counting(50, 50));
        assertEquals(List.of(), Drafts.faults(result, Drafts.counting(50, 50)));
    }

    private static int nonEpics(TicketsResult result) {
        return (int) result.tickets().stream()
                .filter(ticket -> ticket.ticketType() != TicketType.EPIC)
                .count();
    }

    private static List<String> codes(TicketsResult result) {
        return result.quality().stream().map(Finding::code).toList();
    }
}
