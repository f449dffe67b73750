package io.taskforge.worker.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.SpecReader;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.rules.RulesEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How many of the dependencies that a reader sees are found, and how many of those found a reader agrees with. The edges were labelled
 * by hand before anything was measured; a mark of {@code ?} means that a reader infers it rather than reads it. Six short
 * specifications say little about all others: the figures guard against getting worse.
 */
class DependencyQualityTest {

    /** @param edges "3>1": the third statement needs the first */
    private record Labelled(String name, String text, String edges) {}

    private static final List<Labelled> SPECIFICATIONS = List.of(
            new Labelled("loans", """
                    - FR-1: The system must register a loan of a book.
                    - FR-2: The system must print a receipt. Depends on FR-1.
                    - FR-3: A reader can extend a loan twice.
                    - FR-4: The system must calculate a fine of 50 cents per day. Requires FR-1.
                    - FR-5: A librarian can waive a fine with a reason.
                    - FR-6: The system must import the catalogue from a spreadsheet.
                    - FR-7: A reader can search the catalogue by title and author.
                    - FR-8: The page must load within 2 seconds.
                    """, "2>1 3>1? 4>1 5>4? 7>6?"),
            new Labelled("credits", """
                    - A support agent must be able to propose a credit of up to 200 EUR.
                    - Every proposed credit must be approved by a second person.
                    - Approved credits must be booked in the billing engine within 60 seconds.
                    - The customer must be notified once the credit is booked.
                    - The system must record who changed a billing record.
                    - An auditor can search audit entries by customer.
                    - Card numbers must never be stored.
                    """, "2>1 3>2 4>3 6>5?"),
            new Labelled("runs", """
                    - The system must import settlement files every night.
                    - An analyst can create a reconciliation run for one provider and one month.
                    - The system must match settlements to invoices by reference.
                    - An analyst can export the reconciliation run as a report.
                    - The lead must be able to lock a reconciliation run after all of its settlements are matched.
                    - A locked run cannot be changed by anyone.
                    - POST /v1/exports creates an export
                    - GET /v1/exports/{id} returns an export
                    """, "3>1? 4>2 5>2 5>3 6>5 8>7"),
            new Labelled("werkstatt", """
                    - F-1: Das System muss Aufträge anlegen.
                    - F-2: Ein Meister muss einen Auftrag freigeben. Abhängig von F-1.
                    - F-3: Freigegebene Aufträge müssen am selben Tag abgerechnet werden.
                    - F-4: Das System soll Ersatzteile aus dem Lagersystem importieren.
                    - F-5: Mechaniker können Ersatzteile suchen.
                    - F-6: Termine müssen per SMS bestätigt werden.
                    - F-7: Die Oberfläche muss auf Tablets bedienbar sein.
                    """, "2>1 3>2 5>4?"),
            new Labelled("reservas", """
                    - RF-1: Un socio puede reservar una pista con 7 días de antelación.
                    - RF-2: Las reservas deben pagarse por adelantado con tarjeta. Depende de RF-1.
                    - RF-3: El sistema debe enviar un recordatorio 2 horas antes. Requiere RF-1.
                    - RF-4: El sistema debe importar la lista de socios.
                    - RF-5: El administrador puede exportar la lista de socios.
                    - RF-6: La página debe cargar en menos de 2 segundos.
                    """, "2>1 3>1 5>4"),
            new Labelled("lunch", """
                    - An organiser can open an order for a restaurant with a deadline.
                    - Members can add dishes to an open order.
                    - The order must be closed once the deadline has passed.
                    - After the order is closed, the organiser can export a list of dishes.
                    - The planner must split the bill between all members.
                    - The planner must remind people who have not answered.
                    - The history must be migrated from the spreadsheet.
                    - The app should have a dark mode.
                    """, "2>1 3>1? 4>3"));

    private record Score(int found, int labelled, int right) {

        Score plus(Score other) {
            return new Score(found + other.found, labelled + other.labelled, right + other.right);
        }

        double precision() {
            return found == 0 ? 1 : right / (double) found;
        }

        double recall() {
            return right / (double) labelled;
        }
    }

    @Test
    void what_the_text_states_is_found_and_little_else() {
        Score score = score(DependencyMode.EXPLICIT);
        assertTrue(score.precision() >= 0.9, score.toString());
        assertTrue(score.recall() >= 0.7, score.toString());
    }

    @Test
    void what_a_reader_infers_is_found_for_the_larger_part() {
        Score score = score(DependencyMode.INFERRED);
        assertTrue(score.precision() >= 0.85, score.toString());
        assertTrue(score.recall() >= 0.6, score.toString());
    }

    @Test
    void nothing_is_called_inferred_unless_inferring_is_asked_for() {
        for (Labelled one : SPECIFICATIONS) {
            assertEquals(
                    List.of(),
                    links(one, DependencyMode.EXPLICIT).stream()
                            .filter(link -> !link.stated())
                            .toList());
        }
    }

    private static Score score(DependencyMode mode) {
        Score sum = new Score(0, 0, 0);
        for (Labelled one : SPECIFICATIONS) {
            Set<String> labelled = Stream.of(one.edges().split(" "))
                    .filter(edge -> mode == DependencyMode.INFERRED || !edge.endsWith("?"))
                    .map(edge -> edge.replace("?", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> found = links(one, mode).stream()
                    .map(link -> (link.from() + 1) + ">" + (link.to() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> right = new TreeSet<>(found);
            right.retainAll(labelled);
            sum = sum.plus(new Score(found.size(), labelled.size(), right.size()));
        }
        return sum;
    }

    /** One ticket for each statement, with the titles that the rules give. */
    private static List<Link> links(Labelled one, DependencyMode mode) {
        String text = "## Requirements\n\n" + one.text();
        SpecDocument spec = new SpecReader().read(new TicketSpec(one.name(), text, GenerationOptions.DEFAULTS));
        List<TicketOutline> outlines = new ArrayList<>();
        try (Drafter drafter = new RulesEngine("asked for").open(spec, GenerationOptions.DEFAULTS)) {
            for (Statement statement : spec.work()) {
                outlines.addAll(drafter.outline(new OutlineRequest(1, one.name(), List.of(statement))));
            }
        }
        assertEquals(one.text().lines().count(), outlines.size(), one.name());
        return new Linker().links(spec, outlines, mode);
    }
}
