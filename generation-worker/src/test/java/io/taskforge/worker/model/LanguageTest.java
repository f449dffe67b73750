package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    private static final String ENGLISH =
            "The list of invoices is shown to the accountant when the export of all files from the archive is complete.";
    private static final String GERMAN =
            "Die Liste der Rechnungen wird der Buchhaltung gezeigt, und der Export muss für alle Dateien fertig werden.";
    private static final String SPANISH =
            "La lista de facturas se muestra cuando el usuario y los contables exportan una copia para el archivo del mes.";

    @ParameterizedTest
    @CsvSource({"de, true", "es, true", "fr, true", "en, false", "xx, false", "zh, true", "und, false"})
    void english_is_noticed_where_it_was_not_asked_for(String asked, boolean drifted) {
        assertEquals(drifted, Language.drifted(asked, ENGLISH));
    }

    @Test
    void other_languages_are_noticed_where_english_was_asked_for() {
        assertEquals(true, Language.drifted("en", GERMAN));
        assertEquals(true, Language.drifted("en", SPANISH));
    }

    @Test
    void the_language_asked_for_is_not_taken_for_another() {
        assertEquals(false, Language.drifted("de", GERMAN));
        assertEquals(false, Language.drifted("de-AT", GERMAN));
        assertEquals(false, Language.drifted("es", SPANISH));
        assertEquals(false, Language.drifted("de", "Die " + ENGLISH));
        assertEquals(false, Language.drifted("de", "Export of the invoices as CSV"));
    }
}
