package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.job.ModelAnswer;
import io.taskforge.model.job.ModelAnswers;
import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.RepairRequest;
import io.taskforge.worker.rules.RulesEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of answers that were not used as they were. */
class AnswersTest {

    private static final GenerationOptions OPTIONS = Jobs.counting(3, DependencyMode.EXPLICIT);
    private static final Behaviour VAGUE = new Behaviour.Say(
            "{\"about\":\"Readers are registered with their loans.\",\"checks\":[\"It works correctly.\"],"
                    + "\"labels\":[],\"points\":3,\"priority\":\"high\",\"question\":\"\"}",
            "stop");

    private final FakeOllama fake = FakeOllama.start();
    private final List<ModelAnswer> told = new ArrayList<>();

    @AfterEach
    void stop() {
        fake.close();
    }

    /** Outline, three bodies and the summary, where nothing goes wrong. */
    private void draft(GenerationOptions options) {
        Jobs.draft(engine(new StandInRules()), Jobs.LIBRARY, options);
    }

    private DraftingEngine engine(DraftingEngine rules) {
        return new ModelEngine(Settings.of(fake.url()), rules, Hopeless.IS_LEFT_TO_THE_RULES, pause -> {})
                .observedBy(told::add);
    }

    /** What became of all answers but the summary, whose words the fake makes up. */
    private List<String> stories() {
        return told.stream()
                .filter(answer -> answer.step() != ModelAnswer.Step.SUMMARY)
                .map(AnswersTest::story)
                .toList();
    }

    private static String story(ModelAnswer answer) {
        return answer.step() + " " + answer.outcome()
                + answer.reason().map(r -> ": " + r).orElse("");
    }

    @Test
    void answers_that_are_used_as_they_are_need_no_telling() {
        draft(OPTIONS);

        assertEquals(List.of(), stories());
    }

    @Test
    void an_answer_that_was_mended_is_told_with_what_was_made_of_it() {
        fake.next(Behaviour.OBEY, Behaviour.parse("fence"));
        draft(OPTIONS);

        assertEquals(List.of("EXPAND MENDED: a code fence was taken off"), stories());
        ModelAnswer mended = told.getFirst();
        String raw = mended.raw();
        assertTrue(raw.contains("```"), raw);
        assertEquals(
                Jobs.json(raw.substring(raw.indexOf('{'), raw.lastIndexOf('}') + 1))
                        .path("about"),
                Jobs.json(mended.made().orElseThrow()).path("about"));
        assertTrue(mended.unit().orElseThrow().startsWith("“"), mended.unit()::toString);
        assertTrue(mended.promptTokens().orElseThrow() > 0
                && mended.completionTokens().orElseThrow() > 0);
    }

    @Test
    void an_answer_that_was_asked_for_again_is_told_beside_the_one_that_took_its_place() {
        fake.next(Behaviour.OBEY, new Behaviour.IgnoreSchema());
        draft(OPTIONS);

        assertEquals(List.of("EXPAND ASKED_AGAIN: no JSON object in it", "EXPAND AS_IT_WAS"), stories());
        assertEquals(told.get(0).unit(), told.get(1).unit());
        assertTrue(told.get(0).made().isEmpty() && told.get(1).made().isPresent());
    }

    @Test
    void what_the_rules_wrote_instead_of_is_told_as_rejected() {
        fake.next(Behaviour.OBEY, new Behaviour.IgnoreSchema(), new Behaviour.IgnoreSchema());
        draft(OPTIONS);

        assertEquals(
                List.of("EXPAND ASKED_AGAIN: no JSON object in it", "EXPAND REJECTED: no JSON object in it"),
                stories());
    }

    @Test
    void a_server_that_answered_without_words_of_the_model_is_told_with_none() {
        fake.next(Behaviour.OBEY, Behaviour.parse("garbage"));
        draft(OPTIONS);

        assertEquals("", told.getFirst().raw());
        String reason = told.getFirst().reason().orElseThrow();
        assertTrue(reason.startsWith("the server's answer could not be read: "), reason);
    }

    @Test
    void an_outline_of_too_few_is_told_with_what_was_in_it() {
        fake.next(new Behaviour.Say(
                "{\"items\":[{\"covers\":[1],\"kind\":\"story\",\"title\":\"Register a loan of a book\"}]}", "stop"));
        draft(OPTIONS);

        assertEquals(List.of("OUTLINE ASKED_AGAIN: too few tickets in it", "OUTLINE AS_IT_WAS"), stories());
        assertEquals(
                "Register a loan of a book",
                Jobs.json(told.getFirst().made().orElseThrow())
                        .at("/items/0/title")
                        .asText());
    }

    @Test
    void a_body_that_broke_rules_is_told_beside_the_better_one() {
        fake.next(Behaviour.OBEY, VAGUE);
        draft(OPTIONS);

        assertEquals(List.of("EXPAND ASKED_AGAIN: it breaks rules of tickets", "REPAIR AS_IT_WAS"), stories());
        assertEquals(told.get(0).unit(), told.get(1).unit());
    }

    @Test
    void a_repair_that_is_no_better_is_told_as_rejected() {
        fake.next(VAGUE);
        try (Drafter drafter = engine(new StandInRules()).open(Specifications.INVOICES, GenerationOptions.DEFAULTS)) {
            drafter.repair(new RepairRequest(
                    Specifications.expandExport(), Specifications.VAGUE, body -> List.of("vague_criterion")));
        }

        assertEquals(List.of("REPAIR REJECTED: it breaks as many rules as the one before"), stories());
        assertTrue(told.getFirst().made().isPresent());
    }

    @Test
    void bodies_that_give_way_to_the_rules_are_both_told_as_rejected() {
        fake.next(Behaviour.OBEY, VAGUE, Behaviour.OBEY, Behaviour.OBEY, VAGUE);
        Jobs.draft(engine(new RulesEngine("the model left units unusable")), Jobs.LIBRARY, OPTIONS);

        assertEquals(
                List.of("EXPAND REJECTED: it breaks rules of tickets", "REPAIR REJECTED: it breaks rules of tickets"),
                stories());
    }

    @Test
    void links_that_cannot_be_read_are_told_as_rejected() {
        fake.next(Behaviour.OBEY, Behaviour.OBEY, Behaviour.OBEY, Behaviour.OBEY, new Behaviour.IgnoreSchema());
        draft(Jobs.counting(3, DependencyMode.INFERRED));

        assertEquals(List.of("LINK REJECTED: no JSON object in it"), stories());
    }

    @Test
    void a_summary_is_told_with_what_was_left_of_it() {
        draft(OPTIONS);

        assertEquals("SUMMARY MENDED: what the specification does not support was dropped", story(told.getLast()));
        assertEquals(Optional.empty(), told.getLast().unit());
        assertTrue(Jobs.json(told.getLast().made().orElseThrow()).has("risks"));
    }

    @Test
    void a_summary_that_cannot_be_read_is_told_as_rejected() {
        fake.next(Behaviour.OBEY, Behaviour.OBEY, Behaviour.OBEY, Behaviour.OBEY, new Behaviour.IgnoreSchema());
        draft(OPTIONS);

        assertEquals("SUMMARY REJECTED: no JSON object in it", story(told.getLast()));
    }

    @Test
    void a_job_that_fails_over_its_answers_tells_them_all() {
        fake.always(new Behaviour.IgnoreSchema());
        ModelEngine engine = new ModelEngine(Settings.of(fake.url()), new StandInRules(), Hopeless.FAILS, pause -> {});

        assertThrows(DraftingFailure.class, () -> Jobs.draft(engine.observedBy(told::add), Jobs.LIBRARY, OPTIONS));

        assertEquals(4, fake.chats().size());
        assertEquals(4, told.size(), () -> stories().toString());
        assertTrue(told.stream().noneMatch(answer -> answer.raw().isEmpty()));
    }

    @Test
    void of_an_endless_answer_no_more_is_held_than_can_be_kept() {
        try (Answers answers = new Answers(told::add)) {
            answers.asked(new Answers.Asked(ModelAnswer.Step.OUTLINE, Optional.empty()));
            answers.came(new Answer.Written(
                    "x".repeat(500_000), true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
            answers.unusable("it never ends", Optional.empty());
            assertEquals(List.of(), told, "what follows is not known yet");
        }

        assertEquals(ModelAnswers.BYTES_OF_ONE + 1, told.getFirst().raw().length());
    }
}
