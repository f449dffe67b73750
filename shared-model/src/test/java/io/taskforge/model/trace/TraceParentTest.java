package io.taskforge.model.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TEXT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void what_is_written_is_read_again() {
        assertEquals(Optional.of(TEXT), TraceParent.parse(TEXT).map(TraceParent::toString));
    }

    @Test
    void a_trace_that_is_not_recorded_stays_so() {
        assertEquals(
                Optional.of(false),
                TraceParent.parse(TEXT.replaceFirst("01$", "00"))
                        .map(parent -> parent.span().isSampled()));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "none",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void what_is_none_is_nothing(String text) {
        assertTrue(TraceParent.parse(text).isEmpty());
    }

    @Test
    void where_nothing_is_traced_there_is_none() {
        assertTrue(TraceParent.current().isEmpty());
    }

    @Test
    void the_current_span_is_what_others_hang_on() {
        try (Scope current = TraceParent.parse(TEXT).orElseThrow().context().makeCurrent()) {
            assertEquals("00f067aa0ba902b7", Span.current().getSpanContext().getSpanId());
            assertEquals(Optional.of(TEXT), TraceParent.current().map(TraceParent::toString));
        }
    }
}
