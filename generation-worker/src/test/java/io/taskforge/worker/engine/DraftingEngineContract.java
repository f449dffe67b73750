package io.taskforge.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.SpecReader;
import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every drafting engine promises. An engine's test extends this and gives one that works. */
public abstract class DraftingEngineContract {

    private static final String SPEC = """
            # Parcel tracking

            ## Tracking

            - The system must show the last position of a parcel.
            - The system must refuse a tracking number that is not 12 digits long.
            - As a recipient, I want to be told when my parcel is an hour away, so that I am at home.
              - The message is sent once.
            - Couriers can mark a parcel as delivered with a photo.

            ## Operations

            - Positions must be deleted after 90 days.
            - The service should answer within 300 ms.
            """;

    private final SpecDocument spec =
            new SpecReader().read(new TicketSpec("Parcel tracking", SPEC, GenerationOptions.DEFAULTS));

    /** An engine that is able to draft now. */
    protected abstract DraftingEngine engine();

    @AfterEach
    void forgetInterruption() {
        Thread.interrupted();
    }

    @Test
    void outlines_are_exactly_as_many_as_asked_for() {
        try (Drafter drafter = open()) {
            for (int count = 1; count <= spec.work().size(); count++) {
                assertEquals(count, drafter.outline(request(count)).size());
            }
        }
    }

    @Test
    void every_statement_is_covered_and_nothing_else() {
        try (Drafter drafter = open()) {
            for (int count : new int[] {1, 3, spec.work().size()}) {
                TreeSet<Integer> covered = new TreeSet<>();
                drafter.outline(request(count)).forEach(outline -> covered.addAll(outline.covers()));
                assertEquals(numbers(), List.copyOf(covered));
            }
        }
    }

    @Test
    void every_outline_has_a_title_within_the_limit() {
        try (Drafter drafter = open()) {
            for (TicketOutline outline : drafter.outline(request(4))) {
                assertFalse(outline.title().isBlank());
                assertTrue(outline.title().codePointCount(0, outline.title().length()) <= 200);
            }
        }
    }

    @Test
    void every_body_says_something_and_can_be_checked() {
        try (Drafter drafter = open()) {
            for (TicketBody body : bodies(drafter)) {
                assertFalse(body.about().isBlank());
                assertFalse(body.checks().isEmpty());
                assertTrue(body.checks().stream().noneMatch(String::isBlank));
            }
        }
    }

    @Test
    void a_drafter_that_is_opened_again_writes_the_same() {
        List<TicketOutline> outlines;
        List<TicketBody> bodies;
        try (Drafter drafter = open()) {
            outlines = drafter.outline(request(4));
            bodies = bodies(drafter);
        }
        try (Drafter drafter = open()) {
            assertEquals(outlines, drafter.outline(request(4)));
            assertEquals(bodies, bodies(drafter));
        }
    }

    @Test
    void an_interrupted_thread_outlines_nothing() {
        try (Drafter drafter = open()) {
            Thread.currentThread().interrupt();
            assertThrows(DraftingInterrupted.class, () -> drafter.outline(request(3)));
        }
    }

    @Test
    void an_interrupted_thread_expands_nothing() {
        try (Drafter drafter = open()) {
            TicketOutline outline = drafter.outline(request(3)).getFirst();
            Thread.currentThread().interrupt();
            assertThrows(DraftingInterrupted.class, () -> drafter.expand(expansion(1, outline)));
        }
    }

    @Test
    void the_record_names_a_model_and_a_provider() {
        try (Drafter drafter = open()) {
            bodies(drafter);
            assertFalse(drafter.record().model().isBlank());
            assertFalse(drafter.record().provider().isBlank());
        }
    }

    private Drafter open() {
        return engine().open(spec, GenerationOptions.DEFAULTS);
    }

    private OutlineRequest request(int count) {
        return new OutlineRequest(count, "Parcel tracking", spec.work());
    }

    private List<Integer> numbers() {
        return spec.work().stream().map(Statement::number).toList();
    }

    private List<TicketBody> bodies(Drafter drafter) {
        List<TicketBody> bodies = new ArrayList<>();
        for (TicketOutline outline : drafter.outline(request(4))) {
            bodies.add(drafter.expand(expansion(bodies.size() + 1, outline)));
        }
        return bodies;
    }

    private ExpandRequest expansion(int position, TicketOutline outline) {
        List<Statement> statements = outline.covers().stream()
                .map(number -> spec.statements().get(number - 1))
                .toList();
        return new ExpandRequest(position, outline, "Parcel tracking", statements, List.of());
    }
}
