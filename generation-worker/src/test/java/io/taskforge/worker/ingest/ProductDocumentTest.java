package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.read;
import static io.taskforge.worker.ingest.Specs.texts;
import static io.taskforge.worker.ingest.Specs.work;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What product documents hold beside requirements, and how they word these. */
class ProductDocumentTest {

    private static final String ASKED = "Gardeners can reserve a bed.";

    private static final String FEATURES =
            "## Features\n\n- Reserve a bed\n- Pay the yearly fee\n- Swap a bed with a neighbour\n"
                    + "- Report a broken tap\n- Leave a bed to somebody else\n\n";

    @Test
    void goals_beside_non_goals_are_not_ruled_out() {
        SpecDocument spec = read("# Beds\n\n## Goals and Non-Goals\n\n### V1 goals\n\n- Reserve a bed from a phone\n\n"
                + "### Non-goals for V1\n\n- Sell vegetables\n\n## Features\n\n- Swap a bed with a neighbour\n");
        List<String> ruledOut = spec.statements().stream()
                .filter(one -> one.kind() == StatementKind.NON_GOAL)
                .map(Statement::text)
                .toList();
        assertEquals(List.of("Sell vegetables"), ruledOut);
        assertEquals(List.of("Swap a bed with a neighbour"), texts(spec.work()));
    }

    /** What is asked for in a text whose last section is called so. */
    private static List<String> askedWith(String heading) {
        return texts(
                work("# Beds\n\n## Requirements\n\n- " + ASKED + "\n\n## " + heading + "\n\n- Sell seeds online\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Key Performance Indicators",
                "Go-to-Market",
                "Pricing strategy",
                "Decision Log",
                "Future v1.1 candidates",
                "Future improvements",
                "Product Roadmap",
                "Project structure",
                "Appendix: Soil types",
                "Dependencies",
                "🌱 Future Growth Ideas",
                "Explicitly out of MVP scope",
                "Distribution plan (from the first day on)",
                "Risks (from interviews, with who sees to each of them)",
                "Cost model"
            })
    void nothing_below_such_a_heading_is_work(String heading) {
        assertEquals(List.of(ASKED), askedWith(heading));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Season timeline",
                "Future-proof storage",
                "Pricing",
                "Appendix A: Requirements of the landlord",
                "Research notes",
                "Week 2 — Payments (no pricing strategy yet)",
                "Non-negotiable product principles"
            })
    void what_only_sounds_like_one_is(String heading) {
        assertEquals(List.of(ASKED, "Sell seeds online"), askedWith(heading));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| Field | Value |\n|---|---|\n| Version | 1.2 |\n| Owner | Mia |\n| Status | Draft |\n",
                "| Decision | Options considered | Choice | Rationale |\n|---|---|---|---|\n| Store | file, database | database | safer |\n",
                "| Dimension | Score |\n|---|---|\n| Clarity | high |\n",
                "| Dimension | Ours |\n|---|---|\n| Clarity | 8/10 |\n| Market | 7/10 |\n",
                "| Metric | Target |\n|---|---|\n| Return within a week | 40 % |\n",
                "| Challenge | Possible solution |\n|---|---|\n| Frost in May | Warn by mail |\n",
                "| Role | Responsibility |\n|---|---|\n| Warden | Keeps the list of beds |\n"
            })
    void a_table_with_such_a_header_is_no_work(String table) {
        assertEquals(
                List.of(ASKED), texts(work("# Beds\n\n## Requirements\n\n- " + ASKED + "\n\n## More\n\n" + table)));
    }

    @Test
    void what_is_measured_is_asked_for_where_requirements_stand() {
        String table = "| Metric | Target |\n|---|---|\n| Start of the app | 2 s |\n";
        assertEquals(
                List.of("Non-functional requirements"),
                texts(work("# Beds\n\n## Non-functional requirements\n\n" + table)));
    }

    @Test
    void who_is_made_up_is_told_by_the_labels_of_a_list() {
        assertEquals(
                List.of(ASKED),
                texts(work("# Beds\n\n## Requirements\n\n- " + ASKED + "\n\n## Mia, the busy nurse\n\n"
                        + "- Age: 34\n- Occupation: nurse\n- Pain points: no time on weekdays\n")));
    }

    @Test
    void what_people_say_is_an_example() {
        assertEquals(
                List.of(ASKED),
                texts(
                        work(
                                "# Beds\n\n## Requirements\n\n- " + ASKED + "\n\n## How people ask\n\n"
                                        + "- \"Which beds are free in May?\" → free_beds\n- \"Who had bed seven before me?\" → past_owners\n")));
    }

    @Test
    void before_sections_of_requirements_a_list_only_names_things() {
        assertEquals(
                List.of(
                        "Reserve a bed",
                        "Pay the yearly fee",
                        "Swap a bed with a neighbour",
                        "Report a broken tap",
                        "Leave a bed to somebody else",
                        "Opening hours"),
                texts(work("# Beds\n\n## How soils differ\n\n- Clay: heavy and wet\n- Sand: light and dry\n\n"
                        + FEATURES + "## Screens\n\n- Opening hours\n")));
    }

    @Test
    void where_requirements_come_late_what_stands_before_them_is_no_foreword() {
        String screens = "## Screens\n\n- Map of all beds\n- List of free beds\n\n"
                + "A gardener looks for a bed first.\n\nThen comes a visit.\n\nThen comes a talk.\n\nThen comes a fee.\n\n"
                + "Then comes a key.\n\nThen comes a spring.\n\n";
        assertEquals(
                List.of("Map of all beds", "List of free beds"),
                texts(work("# Beds\n\n" + screens + FEATURES)).subList(0, 2));
    }

    @Test
    void where_few_sections_are_of_requirements_the_lists_before_them_count() {
        assertEquals(
                List.of("Map of all beds", "List of free beds", "Start within 2 seconds"),
                texts(work("# Beds\n\n## Screens\n\n- Map of all beds\n- List of free beds\n\n"
                        + "## Non-functional requirements\n\n- Start within 2 seconds\n")));
    }

    @Test
    void what_a_word_means_is_not_asked_for() {
        assertEquals(
                List.of("Members can leave a bed."),
                texts(
                        work(
                                "# Beds\n\n## Requirements\n\nA bed represents a piece of land that can be reserved.\n\nMembers can leave a bed.\n")));
    }

    @Test
    void what_an_app_says_is_not_what_the_document_asks() {
        assertEquals(
                List.of("If no bed is free: show \"Nothing is free. Try another month.\""),
                texts(
                        work(
                                "# Beds\n\n## Requirements\n\nIf no bed is free: show \"Nothing is free. Try another month.\"\n")));
    }

    @Test
    void a_list_behind_what_each_thing_shows_is_of_one_thing() {
        List<Statement> work =
                work("# Beds\n\n## Features\n\nEach entry shows:\n\n- Size of the bed\n- Name of the owner\n");
        assertEquals(List.of("Each entry shows"), texts(work));
        assertEquals(
                List.of("Size of the bed", "Name of the owner"), work.getFirst().details());
    }

    @Test
    void a_list_behind_what_a_requirement_must_have_is_of_one_requirement() {
        assertEquals(
                List.of("Each requirement must contain"),
                texts(
                        work(
                                "# Beds\n\n## Rules\n\nEach requirement must contain:\n\n- a number\n- a class\n- a priority\n")));
    }

    @Test
    void steps_that_something_interrupts_are_one_flow() {
        List<Statement> work =
                work("# Beds\n\n## Reservation flow\n\n1. Choose a bed\n2. Pay\n\n* Fee: by size\n\n3. Get the key\n");
        assertEquals(
                1,
                work.stream()
                        .filter(one -> one.text().equals("Reservation flow"))
                        .count());
    }

    @Test
    void an_endpoint_behind_its_label_is_one() {
        assertEquals(
                StatementKind.ENDPOINT,
                Specs.only("# Beds\n\n## Report\n\nEndpoint: `GET /api/beds`\n").kind());
    }

    @Test
    void sizes_and_colours_are_one_piece_of_work() {
        List<Statement> work = work(
                "# Beds\n\n## Features\n\n### Typography\n\n- Heading: 28px, bold\n- Body: 16px\n- Caption: 13px\n");
        assertEquals(List.of("Typography"), texts(work));
        assertEquals(3, work.getFirst().details().size());
    }

    @Test
    void a_list_of_limits_in_words_is_not() {
        assertEquals(
                3,
                work("# Beds\n\n## Features\n\n- Fee: paid once a year\n- Water: off in winter\n- Keys: one for each member\n")
                        .size());
    }

    @Test
    void words_that_are_spoken_of_ask_for_nothing() {
        assertEquals(
                List.of(ASKED),
                texts(work(
                        "# Beds\n\n## Conventions of this text\n\nThe words shall, should, and may indicate what is required and what is not.\n\n"
                                + "## Requirements\n\n- " + ASKED + "\n")));
    }

    @Test
    void among_assumptions_only_what_asks_counts() {
        assertEquals(
                List.of(ASKED, "The app must work without a network."),
                texts(work("# Beds\n\n## Requirements\n\n- " + ASKED + "\n\n## Assumptions and constraints\n\n"
                        + "- Members are adults.\n- The app must work without a network.\n")));
    }

    @Test
    void phases_of_a_plan_hold_what_is_built_in_them() {
        assertEquals(
                List.of(ASKED, "Map of all beds", "Sell seeds online"),
                texts(work("# Beds\n\n## Requirements\n\n- " + ASKED
                        + "\n\n## 🚀 Development Phases\n\n### Phase 1: First season\n\n"
                        + "- Map of all beds\n\n### Phase 2: Growth\n\n- Sell seeds online\n")));
    }

    @Test
    void a_plan_without_phases_of_its_own_says_when() {
        assertEquals(
                List.of(ASKED),
                texts(work("# Beds\n\n## Requirements\n\n- " + ASKED
                        + "\n\n## Roadmap\n\n- Spring: map of all beds\n\n### Next year\n\n- Sell seeds\n")));
    }

    @Test
    void a_warning_asks_for_nothing_unless_it_says_so() {
        assertEquals(
                List.of(ASKED, "⚠️ Keys must not be copied."),
                texts(work("# Beds\n\n## Requirements\n\n- " + ASKED
                        + "\n\n⚠️ Prices may change.\n\n⚠️ Keys must not be copied.\n")));
    }

    @Test
    void a_phase_that_names_a_feature_again_only_says_when() {
        assertEquals(
                List.of("Reserve a bed online", "Map of all beds", "Sell seeds"),
                texts(
                        work(
                                "# Beds\n\n## Features\n\n- Reserve a bed online\n- Map of all beds\n\n## Development phases\n\n"
                                        + "### Phase 1: Start\n\n- Map of beds\n\n### Phase 2: More features\n\n- Sell seeds\n")));
    }

    @Test
    void a_few_words_before_a_list_say_that_it_holds_goals() {
        assertEquals(
                List.of(ASKED),
                texts(work(
                        "# Beds\n\n## What Beds is\n\n**Primary goals:**\n\n- Let everybody garden\n\n## Requirements\n\n- "
                                + ASKED + "\n")));
    }

    @Test
    void without_markup_a_heading_may_begin_with_a_picture() {
        assertEquals(
                List.of("Reserve a bed", "Pay the yearly fee"),
                texts(
                        work(
                                "🧭 About Beds\n\nPrimary goals:\n\n• Let everybody garden\n\n🌱 Features\n\n• Reserve a bed\n• Pay the yearly fee\n")));
    }

    @Test
    void groups_of_requirements_behind_a_sentence_are_read_one_by_one() {
        assertEquals(
                List.of(
                        "The pump shall start within two seconds.",
                        "The pump shall stop when the tank is dry.",
                        "The lid shall carry a person."),
                texts(work("# Beds\n\n## Quality\n\nThe watering system shall have the following qualities:\n\n"
                        + "1. **Speed**\n\n   - The pump shall start within two seconds.\n"
                        + "   - The pump shall stop when the tank is dry.\n\n"
                        + "2. **Strength**\n\n   - The lid shall carry a person.\n")));
    }

    @Test
    void what_a_product_does_counts_where_it_stands_under_its_name_alone() {
        assertEquals(
                List.of("Weigh — tell how heavy a parcel is", "Print — a label with the price on it"),
                texts(work("""
                        # Parcel scale

                        ## Product

                        One scale for the counter. It does two things:

                        - **Weigh** — tell how heavy a parcel is
                        - **Print** — a label with the price on it

                        ## Product overview

                        - Scales are old
                        """)));
    }

    @Test
    void a_sentence_among_rules_is_a_rule_though_it_only_tells() {
        assertEquals(List.of("The scale refuses every parcel over thirty kilograms."), texts(work("""
                        # Parcel scale

                        ## Weights (hard rule)

                        The scale refuses every parcel over thirty kilograms. This protects its feet.

                        ## Weights elsewhere

                        Other scales refuse every parcel over twenty kilograms.
                        """)));
    }

    @Test
    void edge_cases_are_work_in_a_text_that_binds_by_capitals_too() {
        assertEquals(
                List.of("When the parcel moves: show the last weight"),
                texts(work("""
                                # Parcel scale

                                The key words MUST and SHOULD are used as in RFC 2119.

                                ## Edge cases

                                - When the parcel moves: show the last weight

                                ## Weights

                                - The scale MUST show kilograms.
                                - The scale MUST show grams below one kilogram.
                                - The scale SHOULD beep.
                                """)).subList(0, 1));
    }
}
