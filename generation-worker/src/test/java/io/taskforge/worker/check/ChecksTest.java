package io.taskforge.worker.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Strength;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    private final Checks checks = new Checks(GenerationOptions.DEFAULTS, List.of());

    @Test
    void sound_drafts_stay_as_they_are() {
        List<Draft> drafts = List.of(
                draft(1, "Import orders", "An order file is imported."),
                draft(2, "Export labels", "A label is printed."));
        assertEquals(drafts, checks.mended(drafts));
        assertEquals(List.of(), checks.observations());
    }

    @Test
    void texts_are_cut_to_the_limits_of_the_detail_asked_for() {
        GenerationOptions brief = new GenerationOptions(
                null, null, null, null, OutputDetail.BRIEF, null, null, null, null, null, null, null);
        Draft long1 = with(
                draft(1, "t ".repeat(300), "a"),
                body("word ".repeat(400), List.of("a b", "c d", "e f", "g h", "x ".repeat(600))));
        Draft mended = new Checks(brief, List.of()).mended(List.of(long1)).getFirst();
        assertTrue(mended.outline().title().length() <= 200);
        assertTrue(mended.body().about().length() <= 300);
        assertEquals(3, mended.body().checks().size());
    }

    @Test
    void near_duplicates_are_one_ticket_that_covers_both_and_takes_over_needs() {
        Draft one = draft(1, "Import orders from files", "Orders are imported from files.");
        Draft twin = draft(2, "Import orders from files", "Orders are imported from files.");
        Draft other = draft(3, "Print labels", "A label is printed.").withNeeds(Set.of(2), Set.of());
        List<Draft> mended = checks.mended(List.of(one, twin, other));
        assertEquals(2, mended.size());
        assertEquals(List.of(1, 2), mended.getFirst().outline().covers());
        assertEquals(Set.of(1), mended.getLast().needs());
        assertEquals(List.of("near_duplicate_ticket"), codes());
    }

    @Test
    void a_demand_repeated_in_another_tense_is_one_ticket() {
        Draft future = draft(1, "Contener uno o varios productos", "Cada orden podrá contener uno o varios productos.");
        Draft present =
                draft(2, "Contener uno o varios productos", "Cada orden puede contener uno o varios productos.");
        assertEquals(1, checks.mended(List.of(future, present)).size());
    }

    @Test
    void needs_that_go_round_or_nowhere_are_dropped() {
        Draft one = draft(1, "Import orders", "An order is there.").withNeeds(Set.of(2, 9), Set.of(2));
        Draft two = draft(2, "Print labels", "A label is printed.").withNeeds(Set.of(1, 2), Set.of());
        List<Draft> mended = checks.mended(List.of(one, two));
        assertEquals(Set.of(), mended.getFirst().needs());
        assertEquals(Set.of(1), mended.getLast().needs());
        assertEquals(Set.of("dangling_dependency", "self_dependency", "dependency_cycle"), Set.copyOf(codes()));
    }

    @Test
    void labels_and_points_are_fitted_to_what_the_client_allows() {
        GenerationOptions options = new GenerationOptions(
                null, null, null, null, null, null, null, null, null, List.of("API"), List.of(2, 4, 8), null);
        Checks strict = new Checks(options, List.of());
        TicketBody body = strict.mended(List.of(draft(1, "Import orders", "An order is there.")))
                .getFirst()
                .body();
        assertEquals(List.of("API"), body.labels());
        assertEquals(4, body.points());
        assertEquals(
                Set.of("label_dropped", "points_snapped"),
                Set.copyOf(strict.observations().stream().map(Observation::code).toList()));
    }

    @Test
    void a_missing_priority_is_defaulted_and_said_so() {
        TicketBody body = new TicketBody(
                "About it.", List.of("It holds now."), List.of(), 3, null, null, Optional.empty(), DraftedBy.MODEL);
        assertEquals(
                Priority.MEDIUM,
                checks.mended(List.of(with(draft(1, "Import", "x"), body)))
                        .getFirst()
                        .body()
                        .priority());
        assertEquals(List.of("priority_defaulted"), codes());
    }

    @Test
    void criteria_that_nobody_can_check_are_reported() {
        checks.report(List.of(draft(1, "Import orders", "It works correctly and is user-friendly.")));
        assertEquals(List.of("vague_criterion"), codes());
    }

    @Test
    void a_number_makes_a_vague_word_checkable() {
        checks.report(List.of(draft(1, "Import orders", "The page is fast: under 300 ms.")));
        assertEquals(List.of(), codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The screen is fast and user-friendly.",
                "Die Oberfläche ist intuitiv und benutzerfreundlich.",
                "La interfaz es intuitiva y sencilla.",
                "O ecrã é intuitivo e rápido.",
                "L'écran est simple et intuitif.",
                "Lo schermo è semplice e veloce.",
                "系统必须快速稳定。",
                "界面友好，易于使用。",
                "画面は使いやすいこと。"
            })
    void words_that_sound_like_a_measure_and_are_none_are_found_in_each_language(String criterion) {
        checks.report(List.of(draft(1, "Import orders", criterion)));
        assertEquals(List.of("vague_criterion"), codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The user logs in with a simple password of the test account.",
                "Die Suche ist schnell: unter 300 ms.",
                "La página muestra el saldo correcto del socio.",
                "A tela mostra o saldo correto do leitor.",
                "L'export contient une ligne simple par salle.",
                "系统快速显示会议室列表和预订人。",
                "予約一覧を高速に表示し、担当者名を含む。"
            })
    void a_vague_word_beside_something_to_check_is_let_be(String criterion) {
        checks.report(List.of(draft(1, "Import orders", criterion)));
        assertEquals(List.of(), codes());
    }

    @ParameterizedTest
    @CsvSource({
        "The page loads within 2 seconds,The page loads within 3 seconds",
        "Couriers can open a full locker,Couriers cannot open a full locker",
        "Operators may release a locker,Only operators may release a locker"
    })
    void tickets_that_differ_in_a_number_or_a_not_are_two(String one, String other) {
        List<Draft> drafts = List.of(draft(1, one, one + "."), draft(2, other, other + "."));
        assertEquals(drafts, checks.mended(drafts));
    }

    @Test
    void criteria_of_twins_stay_within_what_the_client_allows() {
        GenerationOptions brief = new GenerationOptions(
                null, null, null, null, OutputDetail.BRIEF, null, null, null, null, null, null, null);
        String same = "Orders of all shops are imported from the files that the shops send every night.";
        Draft one = with(
                draft(1, "Import orders of all shops every night", same),
                body("a", List.of(same, "Shops send.", "It logs.")));
        Draft twin = with(
                draft(2, "Import orders of all shops every night", same),
                body("a", List.of(same, "Shops send files.", "It logs.")));
        List<Draft> mended = new Checks(brief, List.of()).mended(List.of(one, twin));
        assertEquals(1, mended.size());
        assertEquals(3, mended.getFirst().body().checks().size());
    }

    @Test
    void a_circle_is_opened_at_its_least_certain_need_and_named() {
        Draft one = draft(1, "Import orders", "An order is there.").withNeeds(Set.of(3), Set.of());
        Draft two = draft(2, "Print labels", "A label is printed.").withNeeds(Set.of(1), Set.of(1));
        Draft three = draft(3, "Send parcels", "A parcel is sent.").withNeeds(Set.of(2), Set.of());
        List<Draft> mended = checks.mended(List.of(one, two, three));
        assertEquals(Set.of(3), mended.get(0).needs());
        assertEquals(Set.of(), mended.get(1).needs());
        assertEquals(Set.of(2), mended.get(2).needs());
        Observation circle = checks.observations().getFirst();
        assertEquals("dependency_cycle", circle.code());
        assertTrue(
                circle.message().endsWith("“Print labels” → “Import orders” → “Send parcels” → “Print labels”"),
                circle.message());
    }

    @Test
    void a_model_s_description_that_copies_the_specification_is_a_fault() {
        Statement statement = new Statement(
                1,
                StatementKind.REQUIREMENT,
                Strength.MUST,
                "The shop must import orders from files.",
                List.of(),
                new LineSpan(1, 1),
                0);
        Checks strict = new Checks(GenerationOptions.DEFAULTS, List.of(statement));
        Draft copied = byModel(draft(1, "Import orders", "x"), "The shop must import orders from files.");
        Draft explained =
                byModel(draft(1, "Import orders", "x"), "Shops send files at night, which staff type in today.");
        assertEquals(List.of(1), strict.failing(List.of(copied)));
        assertEquals(List.of(), strict.failing(List.of(explained)));
        strict.report(List.of(copied));
        assertEquals(
                List.of("description_copies_spec"),
                strict.observations().stream().map(Observation::code).toList());
    }

    private static Draft byModel(Draft draft, String about) {
        return with(
                draft,
                new TicketBody(
                        about,
                        List.of("Every order of the file is listed.", "A broken file is refused."),
                        List.of(),
                        3,
                        Priority.LOW,
                        null,
                        Optional.empty(),
                        DraftedBy.MODEL));
    }

    @Test
    void a_criterion_that_only_repeats_the_title_goes_where_others_are_enough() {
        TicketBody written = new TicketBody(
                "About.",
                List.of("Import orders.", "A broken file is refused.", "Each order is listed."),
                List.of(),
                3,
                Priority.LOW,
                null,
                Optional.empty(),
                DraftedBy.MODEL);
        Draft draft = with(draft(1, "Import the orders", "x"), written);
        assertEquals(
                List.of("A broken file is refused.", "Each order is listed."),
                checks.mended(List.of(draft)).getFirst().body().checks());
        assertEquals(List.of("criterion_copies_title"), codes());
    }

    @Test
    void references_that_do_not_hold_are_dropped() {
        SourceRefs refs = new SourceRefs(List.of("# Shop", "The shop must import orders.", "Nightly."));
        SourceRef sound = new SourceRef("REQ-1", 2, 3, "import orders.\nNightly.");
        List<SourceRef> kept = refs.sound(
                List.of(
                        sound,
                        new SourceRef("REQ-1", 2, 2, "imports orders"),
                        new SourceRef("REQ-1", 3, 2, null),
                        new SourceRef("REQ-1", 0, 1, null),
                        new SourceRef("REQ-1", 3, 4, null)),
                1,
                checks);
        assertEquals(List.of(sound), kept);
        assertEquals(List.of("bad_source_ref", "bad_source_ref", "bad_source_ref", "bad_source_ref"), codes());
    }

    @Test
    void labels_are_mapped_to_the_allowed_ones_that_mean_the_same() {
        GenerationOptions options = new GenerationOptions(
                null, null, null, null, null, null, null, null, null, List.of("Back-End", "A P I"), null, null);
        TicketBody written = new TicketBody(
                "About.",
                List.of("It holds now.", "It holds then."),
                List.of("backends", "api", "misc"),
                3,
                Priority.LOW,
                null,
                Optional.empty(),
                DraftedBy.MODEL);
        Checks strict = new Checks(options, List.of());
        assertEquals(
                List.of("Back-End", "A P I"),
                strict.mended(List.of(with(draft(1, "Import", "x"), written)))
                        .getFirst()
                        .body()
                        .labels());
    }

    @Test
    void only_a_model_s_drafts_are_asked_for_again() {
        Draft vague = draft(1, "Import orders", "It works as expected.");
        TicketBody written = vague.body();
        TicketBody byModel = new TicketBody(
                written.about(),
                written.checks(),
                written.labels(),
                written.points(),
                written.priority(),
                written.confidence(),
                written.question(),
                DraftedBy.MODEL);
        assertEquals(List.of(), checks.failing(List.of(vague)));
        assertEquals(List.of(1), checks.failing(List.of(with(vague, byModel))));
    }

    private List<String> codes() {
        return checks.observations().stream().map(Observation::code).toList();
    }

    private static Draft with(Draft draft, TicketBody body) {
        return draft.with(body);
    }

    private static Draft draft(int position, String title, String check) {
        return new Draft(
                position,
                new TicketOutline(TicketType.STORY, title, List.of(position)),
                body("What it is about.", List.of(check)),
                "Orders",
                -1,
                Set.of(),
                Set.of());
    }

    private static TicketBody body(String about, List<String> criteria) {
        return new TicketBody(
                about, criteria, List.of("api", "orders"), 3, Priority.LOW, 0.5, Optional.empty(), DraftedBy.RULES);
    }
}
