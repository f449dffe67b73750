package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.fakeollama.RecordedRequest;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobProgress.Phase;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options and what a model says of the whole, from the request to the result. */
class WholeJobTest {

    private static final GenerationOptions THREE = Jobs.counting(3, DependencyMode.EXPLICIT);
    private static final GenerationOptions INFERRED = Jobs.counting(3, DependencyMode.INFERRED);

    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void the_same_job_sends_the_same_bytes_and_another_seed_others() {
        draft(INFERRED);
        List<String> first = bodies();
        draft(INFERRED);
        assertEquals(first, bodies().subList(first.size(), 2 * first.size()));
        GenerationOptions seeded = new GenerationOptions(
                3, null, false, DependencyMode.INFERRED, null, null, null, null, 7, null, null, null);
        TicketsResult result = draft(seeded);
        assertEquals(7, result.generation().seed());
        assertNotEquals(first.getFirst(), bodies().get(2 * first.size()));
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "EXPLICIT"})
    void a_model_is_asked_for_dependencies_only_where_they_may_be_inferred(DependencyMode mode) {
        draft(Jobs.counting(3, mode));
        assertTrue(Jobs.requests(fake).stream().noneMatch(r -> Jobs.system(r).equals(Instructions.LINK)));
    }

    @Test
    void inferred_dependencies_are_marked_and_point_to_earlier_tickets() {
        fake.next(ticketsFirst(say("{\"needs\":[1]}"), say("{\"needs\":[2]}")));
        List<Ticket> tickets = Jobs.work(draft(INFERRED));
        for (Ticket ticket : tickets.subList(1, 3)) {
            List<ExternalId> inferred =
                    Objects.requireNonNullElse(ticket.metadata().inferredDependencies(), List.of());
            assertTrue(ticket.dependencies().containsAll(inferred));
            assertTrue(inferred.stream().allMatch(id -> id.compareTo(ticket.externalId()) < 0));
        }
        assertEquals(
                List.of(tickets.get(1).externalId()), tickets.get(2).metadata().inferredDependencies());
    }

    @Test
    void dependencies_on_later_tickets_are_not_taken_over() {
        fake.next(ticketsFirst(say("{\"needs\":[2,3,-1,0,99]}"), say("{\"needs\":[3,4]}")));
        for (Ticket ticket : Jobs.work(draft(INFERRED))) {
            assertTrue(ticket.dependencies().stream().allMatch(id -> id.compareTo(ticket.externalId()) < 0));
        }
    }

    @Test
    void answers_about_dependencies_that_cannot_be_used_leave_those_of_the_rules() {
        fake.next(ticketsFirst(new Behaviour.IgnoreSchema(), new Behaviour.IgnoreSchema()));
        TicketsResult result = draft(INFERRED);
        assertTrue(Jobs.codes(result).contains("dependencies_by_rules"));
        assertEquals(EngineUsed.MODEL, result.generation().engine());
    }

    @Test
    void only_what_the_specification_supports_is_said_of_the_whole() {
        fake.next(
                ticketsFirst(
                        say(
                                "{\"questions\":[\"May a reader extend a loan after its receipt was printed?\",\"Who pays for Kubernetes?\"],"
                                        + "\"risks\":[\"Readers extend loans that are registered twice.\",\"GDPR fines of 20 million may follow.\"],"
                                        + "\"summary\":\"Readers register loans of books and extend them. It runs on AWS with 99.9 % uptime.\"}")));
        TicketsResult result = draft(THREE);
        assertEquals(
                "Readers register loans of books and extend them.",
                result.source().summary());
        assertEquals(List.of("Readers extend loans that are registered twice."), texts(result.risks()));
        assertTrue(texts(result.openQuestions()).contains("May a reader extend a loan after its receipt was printed?"));
        assertFalse(result.toString().contains("Kubernetes"));
    }

    @Test
    void a_summary_that_cannot_be_used_is_that_of_the_rules() {
        fake.next(ticketsFirst(new Behaviour.IgnoreSchema()));
        TicketsResult result = draft(THREE);
        assertFalse(result.source().summary().isBlank());
        assertEquals(EngineUsed.MODEL, result.generation().engine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "drop", "404"})
    void tickets_are_kept_when_the_server_goes_away_before_what_they_can_do_without(String mode) {
        Behaviour gone = Behaviour.parse(mode);
        fake.next(ticketsFirst(gone, gone));
        TicketsResult result = draft(INFERRED);
        assertEquals(EngineUsed.MODEL, result.generation().engine());
        assertEquals(3, Jobs.work(result).size());
        String code = mode.equals("404") ? "model_not_found" : "model_unavailable";
        assertEquals(1, Jobs.codes(result).stream().filter(code::equals).count());
        assertEquals(mode.equals("404") ? 5 : 6, fake.chats().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "say:{\"nothing\":\"of use\"}"})
    void the_rules_never_write_a_whole_job_that_was_to_be_the_model_s(String mode) {
        fake.always(Behaviour.parse(mode));
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> draft(THREE));
        assertEquals(Code.MODEL_OUTPUT_INVALID, failure.code());
        assertTrue(failure.getMessage().contains("TASKFORGE_ENGINE=auto"), failure.getMessage());
    }

    @Test
    void a_prompt_that_was_cut_in_silence_counts_among_the_calls_and_their_tokens() {
        fake.version("0.33.0");
        fake.next(new Behaviour.CountPrompt(20));
        TicketsResult wasted = draft(THREE);
        assertEquals(fake.chats().size(), wasted.generation().modelCalls());
    }

    @Test
    void a_model_s_question_about_a_ticket_is_an_open_question_of_that_ticket() {
        fake.next(
                Behaviour.OBEY,
                body("Librarians register loans at the counter.", "Which readers may register a loan?"));
        TicketsResult result = draft(THREE);
        Note question = result.openQuestions().stream()
                .filter(note -> note.text().equals("Which readers may register a loan?"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(Jobs.work(result).getFirst().externalId()), question.relatedExternalIds());
    }

    @Test
    void what_a_body_makes_up_is_named_in_a_finding() {
        fake.next(Behaviour.OBEY, body("Readers register loans by SAML within 30 seconds.", ""));
        TicketsResult result = draft(THREE);
        assertTrue(
                result.quality().stream()
                        .anyMatch(f -> f.code().equals("unsupported_claim")
                                && f.message().contains("“30”, “SAML”")
                                && f.message().contains("heuristic")),
                () -> result.quality().toString());
        assertEquals(
                1,
                Jobs.codes(result).stream().filter("unsupported_claim"::equals).count());
    }

    @Test
    void a_body_in_another_language_is_asked_for_again_and_then_the_rules_write_it() {
        String english = "This is the work that is needed when readers are in the library and want more of the books.";
        fake.next(Behaviour.OBEY, body(english, ""), body(english, ""));
        String german = """
                ## Ausleihe

                - Das System muss die Ausleihe eines Buches mit dem Namen des Lesers registrieren.
                - Das System muss für jede registrierte Ausleihe eine Quittung drucken.
                - Ein Leser kann eine Ausleihe 2 Mal verlängern.
                """;
        TicketsResult result = Jobs.draft(Settings.of(fake.url()), german, THREE);
        assertEquals(List.of(), Jobs.faults(result, THREE));
        assertTrue(result.generation().engineReason().contains("another language"));
        assertEquals(1, result.generation().repairRounds());
        assertFalse(result.tickets().toString().contains(english));
    }

    @Test
    void the_model_asked_for_is_the_model_asked() {
        fake.models("qwen3:1.7b", "other:3b");
        GenerationOptions other =
                new GenerationOptions(3, null, false, null, null, null, null, "other:3b", null, null, null, null);
        TicketsResult result = draft(other);
        assertEquals("other:3b", result.generation().model());
        assertTrue(Jobs.requests(fake).stream()
                .allMatch(r -> r.path("model").asText().equals("other:3b")));
    }

    @Test
    void progress_goes_through_all_phases_and_only_grows() {
        List<JobProgress> heard = new ArrayList<>();
        Jobs.draft(Settings.of(fake.url()), Jobs.LIBRARY, INFERRED, heard::add);
        List<Integer> percents = heard.stream().map(JobProgress::percent).toList();
        assertEquals(percents.stream().sorted().toList(), percents);
        assertTrue(percents.containsAll(List.of(2, 4, 25, 85, 90, 96, 98)), percents::toString);
        List<Phase> phases = heard.stream().map(JobProgress::phase).distinct().toList();
        assertEquals(
                List.of(
                        Phase.PREPARING,
                        Phase.EXTRACTING_REQUIREMENTS,
                        Phase.DRAFTING,
                        Phase.VALIDATING,
                        Phase.FINALIZING),
                phases);
    }

    @Test
    void an_obedient_model_leaves_nothing_to_tell() {
        TicketsResult result = draft(THREE);
        assertEquals(EngineUsed.MODEL, result.generation().engine());
        assertNull(result.generation().engineReason());
        assertEquals(0, result.generation().repairRounds());
        assertTrue(Jobs.codes(result).stream()
                .noneMatch(List.of("answer_repaired", "drafted_by_rules", "unsupported_claim")::contains));
    }

    /** Obedient up to the last ticket, then these. */
    private static Behaviour[] ticketsFirst(Behaviour... then) {
        List<Behaviour> all = new ArrayList<>(List.of(Behaviour.OBEY, Behaviour.OBEY, Behaviour.OBEY, Behaviour.OBEY));
        all.addAll(List.of(then));
        return all.toArray(Behaviour[]::new);
    }

    private static Behaviour say(String words) {
        return new Behaviour.Say(words, "stop");
    }

    private static Behaviour body(String about, String question) {
        return say("{\"about\":\"" + about + "\",\"checks\":[\"A registered loan is in the list.\"],\"labels\":[],"
                + "\"points\":3,\"priority\":\"high\",\"question\":\"" + question + "\"}");
    }

    private static List<String> texts(List<Note> notes) {
        return notes.stream().map(Note::text).toList();
    }

    private List<String> bodies() {
        return fake.chats().stream().map(RecordedRequest::body).toList();
    }

    private TicketsResult draft(GenerationOptions options) {
        TicketsResult result = Jobs.draft(Settings.of(fake.url()), Jobs.LIBRARY, options);
        assertEquals(List.of(), Jobs.faults(result, options));
        return result;
    }
}
