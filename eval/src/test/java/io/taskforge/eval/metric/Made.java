package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.contender.RawDraft;
import io.taskforge.eval.gold.GoldFile;
import io.taskforge.eval.gold.Spec;
import io.taskforge.model.job.JobId;
import io.taskforge.model.ticket.Coverage;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Source;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A small specification, and drafts of it made by hand. */
final class Made {

    /** Lines 1 to 11. */
    static final String TEXT = """
            # Bakery

            Licensed to the bakers only.

            - The oven must bake forty loaves an hour.
              - The crust is brown after twelve minutes.
            - Customers should order rolls by telephone.
            - The till may print receipts. Requires ordering.

            ## History

            - Sourdough was added in March.""";

    static final String GOLD = """
            {"format": "taskforge.gold.v1",
             "statements": [
              {"id": "OVEN", "lines": 5, "strength": "must"},
              {"id": "CRUST", "lines": 6, "strength": "must", "detail_of": "OVEN"},
              {"id": "ROLLS", "lines": 7, "strength": "should"},
              {"id": "TILL", "lines": 8, "strength": "may"}],
             "edges": [["TILL", "ROLLS"]],
             "distractors": [{"lines": 3, "why": "licence"}, {"lines": 12, "why": "changelog"}]}""";

    private static final JobId JOB =
            JobId.parse("019e4fae-f96a-78b2-be03-8633c38ea640").orElseThrow();

    private Made() {}

    static Spec spec() {
        Spec bare = new Spec("bakery", "Bakery", TEXT, Optional.empty());
        return bare.with(TEXT, Optional.of(GoldFile.read("bakery.gold.json", GOLD, bare)));
    }

    static Reading reading() {
        return new Reading(spec(), spec().gold().orElseThrow());
    }

    static Ticket oven() {
        return ticket(
                1,
                "Bake forty loaves an hour",
                "The oven must bake forty loaves an hour.",
                List.of("The crust is brown after twelve minutes."),
                List.of(),
                5,
                6);
    }

    static Ticket rolls() {
        return ticket(
                2,
                "Order rolls by telephone",
                "Customers should order rolls by telephone.",
                List.of("Customers order rolls by telephone until 18:00."),
                List.of(),
                7,
                7);
    }

    static Ticket till(Integer... needs) {
        return ticket(
                3,
                "Print receipts",
                "The till may print receipts. Requires ordering.",
                List.of("When a sale ends, the till prints a receipt."),
                List.of(needs),
                8,
                8);
    }

    static Ticket ticket(
            int id, String title, String about, List<String> criteria, List<Integer> needs, int start, int end) {
        return new Ticket(
                new ExternalId(id),
                TicketType.STORY,
                title,
                about,
                criteria,
                List.of(),
                needs.stream().map(ExternalId::new).toList(),
                3,
                Priority.MEDIUM,
                null,
                new TicketMetadata(null, null, null, null, null),
                List.of(new SourceRef(null, start, end, null)));
    }

    static Attempt attempt(Ticket... tickets) {
        return attempt(null, List.of(), List.of(), tickets);
    }

    static Attempt attempt(Integer asked, List<Requirement> requirements, List<Finding> findings, Ticket... tickets) {
        TicketsResult result = new TicketsResult(
                JOB,
                new Source("Bakery", "", "0".repeat(64), 12),
                Arrays.asList(tickets),
                List.of(),
                List.of(),
                new Generation(
                        "m",
                        0,
                        70L,
                        30L,
                        null,
                        "ollama",
                        null,
                        null,
                        null,
                        0,
                        4,
                        0,
                        false,
                        Generation.EngineUsed.MODEL,
                        null),
                requirements,
                new Coverage(0, 0, null, List.of(), List.of()),
                findings);
        List<RawDraft> raw = Arrays.stream(tickets)
                .map(one -> new RawDraft(
                        one.title(), one.description(), one.acceptanceCriteria(), one.labels(), one.storyPoints(), 1))
                .toList();
        return new Attempt(result, 20, asked, raw, true, 2_000);
    }

    static Requirement requirement(int number, String text, int start, int end) {
        return new Requirement("REQ-" + number, text, Requirement.Kind.FUNCTIONAL, start, end, "f", List.of());
    }
}
