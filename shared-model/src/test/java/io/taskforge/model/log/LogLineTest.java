package io.taskforge.model.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobId;
import io.taskforge.model.trace.TraceParent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

    private static final JobId JOB = new JobId(new UUID(1, 2));
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static ExtLogRecord line(String format, Object... parameters) {
        var line = new ExtLogRecord(Level.INFO, format, ExtLogRecord.FormatStyle.PRINTF, LogLineTest.class.getName());
        line.setParameters(parameters);
        return line;
    }

    private static String finished(String text) {
        ExtLogRecord line = line("%s", text);
        LogLine.finish(line);
        return line.getFormattedMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://forge:cassowary@db/x cannot be reached",
                "amqps://forge:casso@wary@mq:5671 cannot be reached",
                "Authorization: Bearer cassowary-cassowary",
                "authorization=basic cassowary1234=",
                "the key tfk_live_0123456789ab_cassowary is unknown",
                "signed with whsec_cassowary/+==",
                "token eyJhbGciOi.cassowary.cassowary is too old",
                "password=cassowary&name=admin",
                "{\"api_key\": \"cassowary\"}",
                "-----BEGIN PRIVATE KEY-----\ncassowary\n-----END PRIVATE KEY-----"
            })
    void what_looks_like_a_secret_is_not_in_a_line(String text) {
        assertFalse(finished(text).contains("wary"), finished(text));
        assertTrue(finished(text).contains("***"), finished(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The broker rings again: 127.0.0.1:5672",
                "Listening on: http://127.0.0.1:8080",
                "100 % of 3 tokens in, 4 out",
                "No basic words: a bearer of news",
                "mail of forge@example.com"
            })
    void other_lines_stay_as_they_are(String text) {
        assertEquals(text, finished(text));
    }

    @Test
    void an_exception_that_tells_a_secret_is_shown_without_its_words_and_with_its_place() {
        var failure = new IllegalStateException("no pool", new IOException("postgresql://forge:cassowary@db failed"));
        ExtLogRecord line = line("broken");
        line.setThrown(failure);

        LogLine.finish(line);

        var trace = new StringWriter();
        line.getThrown().printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains("cassowary"), trace::toString);
        assertTrue(trace.toString().contains("java.io.IOException: postgresql://***@db failed"), trace::toString);
        assertTrue(trace.toString().contains(LogLineTest.class.getName()), trace::toString);
    }

    @Test
    void any_other_exception_is_left_alone() {
        var failure = new IllegalStateException("no pool");
        ExtLogRecord line = line("broken");
        line.setThrown(failure);

        LogLine.finish(line);

        assertSame(failure, line.getThrown());
    }

    @Test
    void the_ids_of_the_current_span_are_spelt_like_the_others() {
        ExtLogRecord line = line("traced");
        line.putMdc("traceId", TRACE);
        line.putMdc("spanId", "00f067aa0ba902b7");
        line.putMdc("parentId", "00f067aa0ba902b6");
        line.putMdc("sampled", "true");
        line.putMdc("request_id", "r");

        LogLine.finish(line);

        assertEquals(Map.of("trace_id", TRACE, "span_id", "00f067aa0ba902b7", "request_id", "r"), line.getMdcCopy());
    }

    @Test
    void the_lines_of_a_job_name_it_and_its_trace_until_they_end() {
        var span = TraceParent.parse("00-" + TRACE + "-00f067aa0ba902b7-01");

        try (LineIds ids = LineIds.of(JOB, span)) {
            assertEquals(JOB.toString(), MDC.get("job_id"));
            assertEquals(TRACE, MDC.get("trace_id"));
        }

        assertNull(MDC.get("job_id"));
        assertNull(MDC.get("trace_id"));
    }

    @Test
    void a_line_within_the_lines_of_a_job_does_not_end_them() {
        try (LineIds run = LineIds.of(JOB)) {
            try (LineIds statement = LineIds.of(JOB)) {
                assertEquals(JOB.toString(), MDC.get("job_id"));
            }
            assertEquals(JOB.toString(), MDC.get("job_id"));
        }
    }
}
