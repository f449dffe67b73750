package io.taskforge.api.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExportFormatTest {

    private static Violation refused(String... values) {
        RequestFailure failure = assertThrows(RequestFailure.class, () -> ExportFormat.asked(List.of(values)));
        assertEquals(FailureCode.VALIDATION_FAILED, failure.code());
        return failure.violations().getFirst();
    }

    @Test
    void a_format_is_found_by_its_word() {
        for (ExportFormat format : ExportFormat.values()) {
            assertEquals(format, ExportFormat.asked(List.of(format.word())));
            assertEquals(Optional.of(format), ExportFormat.of(format.word()));
        }
        assertEquals(Optional.empty(), ExportFormat.of("CSV"));
    }

    @Test
    void whoever_names_none_is_told_what_there_is() {
        assertEquals(new Violation("/format", Violation.Code.REQUIRED, "must be markdown or csv"), refused());
        assertEquals(
                new Violation("/format", Violation.Code.NOT_ALLOWED, "must be markdown or csv"), refused("jira_csv"));
        assertEquals(
                new Violation("/format", Violation.Code.NOT_ALLOWED, "must not be given twice"), refused("csv", "csv"));
    }

    @Test
    void types_say_their_encoding() {
        assertEquals("text/markdown;charset=UTF-8", ExportFormat.MARKDOWN.contentType());
        assertEquals("text/csv;charset=UTF-8", ExportFormat.CSV.contentType());
        assertFalse(ExportFormat.CSV.edition().equals(ExportFormat.MARKDOWN.edition()));
    }
}
