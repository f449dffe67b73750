package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingTest {

    private final Grounding grounding = new Grounding(Specifications.INVOICES);

    @Test
    void numbers_and_names_that_the_specification_does_not_have_are_found() {
        assertEquals(
                List.of("30", "SAML", "Kubernetes"),
                List.copyOf(grounding.unsupported(
                        "The export is sent by SAML within 30 seconds. It runs on Kubernetes and writes CSV.")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "At most 10.000 rows are exported.",
                "At most 10000 rows are exported.",
                "Given 2 invoices, When they are shown, Then 1 is first.",
                "The API returns a URL for the CSV. Accountants see it.",
                "An Accountant exports the Audit log.",
                "Version v2 of the invoice2 list"
            })
    void what_it_has_in_other_words_and_what_is_said_of_any_software_is_not(String said) {
        assertEquals(Set.of(), grounding.unsupported(said));
    }

    @Test
    void numbers_in_words_are_numbers() {
        Grounding ten = new Grounding(Specifications.of("Archive", "en", "Records must be kept for ten years."));
        assertEquals(Set.of(), ten.unsupported("Kept for 10 years."));
        assertEquals(Set.of("12"), ten.unsupported("Kept for 12 years."));
    }

    @Test
    void capitals_of_german_nouns_are_no_names() {
        Grounding german = new Grounding(Specifications.of("Archiv", "de", "Das System muss Rechnungen aufbewahren."));
        assertEquals(Set.of(), german.unsupported("Die Buchhaltung sieht alle Belege."));
        assertEquals(Set.of("DSGVO"), german.unsupported("Die Belege werden nach DSGVO gelöscht."));
    }

    @Test
    void a_sentence_is_supported_by_half_of_its_words() {
        assertTrue(grounding.supports("Accountants export the list of invoices for the audit."));
        assertFalse(grounding.supports("Marketing wants push messages about holidays."));
        assertFalse(grounding.supports("Accountants export invoices as PDF."));
        assertFalse(grounding.supports(""));
    }
}
