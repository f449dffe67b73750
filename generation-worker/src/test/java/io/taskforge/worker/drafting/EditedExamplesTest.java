package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.Traceability;
import io.taskforge.model.ticket.Changes;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever an author does to a text between one job and the next. */
class EditedExamplesTest {

    private static final int LINES_OF_JOBS = 6;
    private static final int GENERATIONS = 4;

    private static final GenerationOptions OPTIONS = new GenerationOptions(
            null, 50, null, DependencyMode.INFERRED, null, Traceability.QUOTES, null, null, null, null, null, null);

    static Stream<Path> examples() {
        return Drafts.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void any_edit_gives_a_sound_result_that_covers_the_new_text(Path example) {
        everyLineOfJobs(example, (before, after) -> {
            assertEquals(List.of(), Drafts.faults(after.result(), OPTIONS));
            assertEquals(List.of(), after.result().coverage().uncovered());
            citesTheNewText(after);
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_same_edit_of_the_same_base_gives_the_same_tickets(Path example) {
        Generations before = Generations.first(Drafts.text(example), OPTIONS);
        String edited = edited(before, new Random(3));

        assertEquals(
                before.next(edited).tickets().toString(),
                before.next(edited).tickets().toString());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void no_id_is_ever_given_twice(Path example) {
        Random random = new Random(example.toString().length());
        for (int line = 0; line < LINES_OF_JOBS; line++) {
            Generations generation = Generations.first(Drafts.text(example), OPTIONS);
            Set<ExternalId> ever = new HashSet<>(generation.ids());
            for (int i = 1; i < GENERATIONS; i++) {
                generation = generation.next(edited(generation, random));
                Changes changes = generation.result().changes();
                changes.added().forEach(id -> assertTrue(ever.add(id), id + " was given before"));
                assertEquals(new TreeSet<>(ever).last(), changes.highestExternalId());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_ticket_is_accounted_for_once(Path example) {
        everyLineOfJobs(example, (before, after) -> {
            Changes changes = after.result().changes();
            assertEquals(before.job(), changes.baseJobId());
            assertEquals(sorted(after.ids()), sorted(changes.kept(), changes.changed(), changes.added()));
            assertEquals(sorted(before.ids()), sorted(changes.kept(), changes.changed(), changes.retired()));
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_kept_is_what_it_was_byte_for_byte_and_nothing_else_is(Path example) {
        everyLineOfJobs(example, (before, after) -> {
            Changes changes = after.result().changes();
            changes.kept().forEach(id -> assertEquals(before.words(id), after.words(id)));
            changes.changed().forEach(id -> assertTrue(!before.words(id).equals(after.words(id)), id + " is the same"));
        });
    }

    /** Under a full cap, what is new joins what stands. */
    @ParameterizedTest
    @MethodSource("examples")
    void a_ticket_whose_requirements_nobody_touched_is_kept(Path example) {
        everyLineOfJobs(example, (before, after) -> {
            Changes changes = after.result().changes();
            for (Ticket ticket : before.result().tickets()) {
                boolean untouched =
                        ticket.ticketType() != TicketType.EPIC && requirementsStand(ticket.externalId(), before, after);
                boolean room = before.ids().size() < OPTIONS.ticketLimit();
                boolean needsStand = ticket.dependencies().stream().noneMatch(changes.retired()::contains);
                if (untouched && needsStand && room) {
                    assertTrue(changes.kept().contains(ticket.externalId()), ticket.toString());
                }
            }
        });
    }

    private interface Check {
        void of(Generations before, Generations after);
    }

    private static void everyLineOfJobs(Path example, Check check) {
        Random random = new Random(example.toString().length());
        for (int line = 0; line < LINES_OF_JOBS; line++) {
            Generations generation = Generations.first(Drafts.text(example), OPTIONS);
            for (int i = 1; i < GENERATIONS; i++) {
                Generations after = generation.next(edited(generation, random));
                check.of(generation, after);
                generation = after;
            }
        }
    }

    /** One to three edits, each of what an author may do. */
    private static String edited(Generations generation, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(generation.text().split("\n", -1)));
        List<Requirement> requirements = generation.result().requirements();
        for (int edit = random.nextInt(3); edit >= 0; edit--) {
            Requirement one = requirements.get(random.nextInt(requirements.size()));
            int at = Math.min(one.startLine() - 1, lines.size() - 1);
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.set(at, reworded(lines.get(at), random));
                case 2 -> lines.add(at, "- The operator must be able to archive batch " + random.nextInt(1_000) + ".");
                case 3 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
                case 4 -> lines.addAll(0, List.of("## Meetings", "", "The team met twice in spring.", ""));
                default ->
                    lines.addAll(List.of(
                            "",
                            "## Annex " + random.nextInt(1_000),
                            "",
                            "- The auditor must be able to download the yearly statement " + random.nextInt(1_000)
                                    + "."));
            }
        }
        String text = String.join("\n", lines);
        return text.isBlank() ? "Nothing." : text;
    }

    private static String reworded(String line, Random random) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        words.set(random.nextInt(words.size()), "promptly");
        return String.join(" ", words);
    }

    /** By what the two results say of their texts, and only where that is beyond doubt. */
    private static boolean requirementsStand(ExternalId id, Generations before, Generations after) {
        return before.result().requirements().stream()
                .filter(one -> one.coveredBy().contains(id))
                .allMatch(one -> timesIn(before, one) == 1 && timesIn(after, one) == 1);
    }

    private static long timesIn(Generations generation, Requirement one) {
        return generation.result().requirements().stream()
                .filter(other -> Objects.equals(other.fingerprint(), one.fingerprint())
                        && other.text().equals(one.text())
                        && other.kind() != Requirement.Kind.OUT_OF_SCOPE)
                .count();
    }

    private static void citesTheNewText(Generations after) {
        List<String> lines = Arrays.asList(after.text().split("\n", -1));
        for (Ticket ticket : after.result().tickets()) {
            for (SourceRef ref : ticket.sourceRefs()) {
                String cited = String.join("\n", lines.subList(ref.startLine() - 1, ref.endLine()));
                assertTrue(ref.quote() == null || cited.contains(ref.quote()), ref.toString());
                after.result().requirements().stream()
                        .filter(one -> one.requirementId().equals(ref.requirementId()))
                        .forEach(one -> assertTrue(one.coveredBy().contains(ticket.externalId())));
            }
        }
    }

    @SafeVarargs
    private static List<ExternalId> sorted(List<ExternalId>... ids) {
        return Arrays.stream(ids).flatMap(List::stream).sorted().toList();
    }
}
