package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.RepairRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the model gets a second try for, how often, and who writes what it leaves bad. */
class RepairTest {

    private static final GenerationOptions OPTIONS = Jobs.counting(3, DependencyMode.EXPLICIT);
    private static final Behaviour VAGUE = say("Readers are registered with their loans.", "It works correctly.");

    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void a_body_that_breaks_a_rule_is_asked_for_again_with_the_rule_and_the_body_in_the_fence() {
        fake.next(Behaviour.OBEY, VAGUE);
        TicketsResult result = draft();
        assertEquals(EngineUsed.MODEL, result.generation().engine());
        assertEquals(1, result.generation().repairRounds());
        assertFalse(result.tickets().toString().contains("It works correctly"));
        JsonNode first = Jobs.requests(fake).get(1);
        JsonNode repair = Jobs.requests(fake).get(4);
        String asked = Jobs.user(repair);
        assertTrue(asked.substring(0, asked.indexOf("<<<SPEC")).contains("without vague words"), asked);
        String fenced = asked.substring(asked.indexOf("<<<SPEC"), asked.indexOf("SPEC>>>"));
        assertTrue(fenced.contains("Check: It works correctly."), fenced);
        assertEquals(first.path("format"), repair.path("format"));
        assertEquals(0.3, repair.path("options").path("temperature").asDouble());
        assertNotEquals(
                first.path("options").path("seed"), repair.path("options").path("seed"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 3, second",
        "1, 2, 3, first",
        "2, 2, 2, first",
        "2, 2, 1, rules",
        "2, 1, 0, rules",
        "2, 0, 0, second"
    })
    void the_body_with_the_fewest_faults_is_kept_and_the_earlier_of_equals(
            int first, int second, int rules, String kept) {
        fake.next(say("The second body of an export.", "A file is written."));
        StandInRules standIn = new StandInRules();
        Function<TicketBody, List<String>> faults = body -> Collections.nCopies(
                body.equals(Specifications.VAGUE) ? first : body.draftedBy() == DraftedBy.RULES ? rules : second,
                "vague_criterion");
        try (Drafter drafter = new ModelEngine(Settings.of(fake.url()), standIn, Hopeless.FAILS, pause -> {})
                .open(Specifications.INVOICES, GenerationOptions.DEFAULTS)) {
            TicketBody body =
                    drafter.repair(new RepairRequest(Specifications.expandExport(), Specifications.VAGUE, faults));
            String got = body.equals(Specifications.VAGUE)
                    ? "first"
                    : body.draftedBy() == DraftedBy.RULES ? "rules" : "second";
            assertEquals(kept, got);
            assertEquals(1, drafter.record().repairRounds());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "500", "404"})
    void the_rules_do_not_take_the_place_of_a_server_that_went_away(String mode) {
        fake.next(Behaviour.OBEY, VAGUE, Behaviour.OBEY, Behaviour.OBEY, Behaviour.parse(mode), Behaviour.parse(mode));
        TicketsResult result = draft();
        assertEquals(EngineUsed.MODEL, result.generation().engine());
        assertTrue(result.tickets().toString().contains("It works correctly"));
        String code = mode.equals("404") ? "model_not_found" : "model_unavailable";
        assertTrue(Jobs.codes(result).containsAll(List.of(code, "vague_criterion")), Jobs.codes(result)::toString);
    }

    @Test
    void what_stays_bad_is_written_by_the_rules_for_that_ticket_only_and_the_result_says_so() {
        fake.next(Behaviour.OBEY, VAGUE, Behaviour.OBEY, Behaviour.OBEY, VAGUE);
        TicketsResult result = draft();
        assertEquals(EngineUsed.MIXED, result.generation().engine());
        assertEquals(1, result.generation().repairRounds());
        String reason = result.generation().engineReason();
        assertTrue(reason.contains("1 of 4 units") && reason.contains("breaks rules"), reason);
        assertEquals(
                List.of("rules", "model", "model"),
                Jobs.work(result).stream().map(t -> t.metadata().engine()).toList());
        Finding finding = result.quality().stream()
                .filter(f -> f.code().equals("drafted_by_rules"))
                .findFirst()
                .orElseThrow();
        assertEquals(Jobs.work(result).getFirst().externalId(), finding.externalId());
    }

    @Test
    void a_model_that_is_always_vague_is_asked_again_for_a_third_of_the_tickets() {
        fake.next(Behaviour.OBEY);
        fake.always(VAGUE);
        TicketsResult result = draft();
        assertEquals(1, result.generation().repairRounds());
        assertEquals(
                1,
                Jobs.requests(fake).stream()
                        .filter(r -> Jobs.user(r).contains("Earlier draft of this ticket"))
                        .count());
    }

    @Test
    void unusable_answers_and_bad_bodies_share_the_second_tries() {
        fake.next(Behaviour.OBEY, new Behaviour.IgnoreSchema(), Behaviour.OBEY, VAGUE);
        TicketsResult result = draft();
        assertEquals(1, result.generation().repairRounds());
        assertTrue(Jobs.requests(fake).stream().noneMatch(r -> Jobs.user(r).contains("Earlier draft of this ticket")));
        assertEquals(EngineUsed.MIXED, result.generation().engine());
    }

    @Test
    void every_answer_that_had_to_be_mended_is_named_once_for_its_ticket() {
        fake.always(Behaviour.parse("fence"));
        TicketsResult result = draft();
        List<Finding> mended = result.quality().stream()
                .filter(f -> f.code().equals("answer_repaired"))
                .toList();
        assertEquals(4, mended.size(), mended::toString);
        assertTrue(mended.stream().allMatch(f -> f.repaired() && f.message().contains("code fence")));
        assertEquals(3, mended.stream().filter(f -> f.externalId() != null).count());
        assertEquals(EngineUsed.MODEL, result.generation().engine());
    }

    private TicketsResult draft() {
        TicketsResult result = Jobs.draft(Settings.of(fake.url()), Jobs.LIBRARY, OPTIONS);
        assertEquals(List.of(), Jobs.faults(result, OPTIONS));
        return result;
    }

    private static Behaviour say(String about, String... checks) {
        return new Behaviour.Say(
                "{\"about\":\"" + about + "\",\"checks\":[\"" + String.join("\",\"", checks)
                        + "\"],\"labels\":[],\"points\":3,\"priority\":\"high\",\"question\":\"\"}",
                "stop");
    }
}
