package io.taskforge.worker.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.SpecReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldApartTest {

    @Test
    void a_pronoun_is_explained_by_the_heading_it_stands_under() {
        assertEquals(
                List.of("Ensure it exists (Lock file)", "Ensure it exists (Index)"),
                titles("# Store\n\n## Lock file\n\n- It must exist.\n\n## Index\n\n- It must exist.\n"));
    }

    @Test
    void a_sentence_without_a_subject_is_explained_too() {
        assertEquals(
                List.of("Debe ser único (Código)", "Debe ser único (Correo)"),
                titles("# Tienda\n\n## Código\n\n- Debe ser único.\n\n## Correo\n\n- Debe ser único.\n"));
    }

    @Test
    void the_document_s_own_heading_explains_nothing() {
        assertEquals(List.of("Ensure it exists"), titles("# Lock file\n\n- It must exist.\n"));
    }

    @Test
    void an_order_to_the_product_that_is_called_it_needs_no_explanation() {
        assertEquals(List.of("Import CSV files"), titles("# P\n\n## Import\n\n- It must import CSV files.\n"));
    }

    @Test
    void a_pronoun_behind_a_label_stands_for_the_label() {
        assertEquals(
                List.of("Ensure the name is unique"), titles("# P\n\n## Fields\n\n- The name: it must be unique.\n"));
    }

    @Test
    void like_titles_of_different_parts_name_their_parts() {
        assertEquals(
                List.of("Send the receipt by mail (Orders)", "Send the receipt by mail (Refunds)"),
                titles(
                        "# Shop\n\n## Orders\n\n- The system must send the receipt by mail, which lists all items and taxes.\n\n"
                                + "## Refunds\n\n- The system must send the receipt by mail, so that the bank believes customers.\n"));
    }

    @Test
    void like_titles_of_one_part_keep_the_subjects_that_tell_them_apart() {
        assertEquals(
                List.of("Permitir que una factura incluya pedidos", "Permitir que un envío incluya pedidos"),
                titles(
                        "# Tienda\n\n## Pedidos\n\n- Una factura puede incluir pedidos.\n- Un envío puede incluir pedidos.\n"));
    }

    @Test
    void statements_that_say_the_same_keep_one_title() {
        assertEquals(
                List.of("Send the receipt by mail", "Send the receipt by mail"),
                titles("# Shop\n\n## Orders\n\n- The system must send the receipt by mail.\n\n"
                        + "## Refunds\n\n- The system must send the receipt by mail.\n"));
    }

    @Test
    void a_heading_that_names_no_thing_tells_nothing_apart() {
        assertEquals(
                List.of("Ensure it exists", "Ensure it exists"),
                titles(
                        "# Store\n\n## Requirement 1.1\n\n- It must exist.\n\n## Requirement 1.2\n\n- It must exist.\n"));
    }

    @Test
    void a_long_title_makes_room_for_its_part() {
        String title = titles(
                        "# Store\n\n## Lock file\n\n- It must hold the name of the process that created it, the host on which that process runs,"
                                + " and the time of its start.\n")
                .getFirst();
        assertEquals("Ensure it holds the name of the process that created it (Lock file)", title);
    }

    private static List<String> titles(String text) {
        SpecDocument spec = new SpecReader().read(new TicketSpec("A title", text, GenerationOptions.DEFAULTS));
        ToldApart toldApart = new ToldApart(spec, new Titles(spec.language(), spec.title()));
        return spec.work().stream()
                .map(statement -> toldApart.title(statement, List.of(statement)))
                .toList();
    }
}
