package io.taskforge.local.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Terminal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    private static final Terminal PLAIN = new Terminal(80, false, false, false);

    private static String rendered(String json) throws IOException {
        return ResultTable.of(new ObjectMapper().readTree(json), PLAIN);
    }

    private static final String RESULT = """
            {"source":{"title":"Billing","summary":"Match payments."},
             "tickets":[
              {"external_id":"SPEC-1","ticket_type":"epic","title":"Matching","acceptance_criteria":["All children are done."],
               "dependencies":[],"story_points":null,"priority":"high"},
              {"external_id":"SPEC-2","ticket_type":"story","title":"Import bank statements of every bank that the company has an account with",
               "acceptance_criteria":["A file of 10 MB is read within 5 s.","A broken line is named."],"dependencies":[],
               "story_points":5,"priority":"high","parent_external_id":"SPEC-1",
               "source_refs":[{"start_line":9,"end_line":11},{"start_line":14,"end_line":14}]},
              {"external_id":"SPEC-3","ticket_type":"task","title":"自動照合","acceptance_criteria":["\\u001b[31mred"],
               "dependencies":["SPEC-2"],"story_points":3,"priority":null,"parent_external_id":"SPEC-1"},
              {"external_id":"SPEC-4","ticket_type":"spike","title":"Ask the bank","acceptance_criteria":["Written down."],
               "dependencies":[],"story_points":1,"priority":"low","parent_external_id":null}],
             "requirements":[{"requirement_id":"REQ-4","text":"Export as CSV.","start_line":33,"end_line":33}],
             "coverage":{"requirement_count":4,"covered_count":3,"ratio":0.75,"uncovered":["REQ-4"],"orphan_tickets":[]},
             "quality":[{"code":"points_snapped","severity":"info","external_id":"SPEC-2","message":"4 became 5.","repaired":true}],
             "risks":[{"text":"Banks change formats.","severity":"high","related_external_ids":["SPEC-2"]}],
             "open_questions":[],
             "generation":{"engine":"rules","model":"rules","engine_reason":"no Ollama answers","duration_ms":412,"model_calls":0}}
            """;

    @Test
    void a_result_reads_from_sums_over_tickets_by_epic_to_its_engine() throws IOException {
        String rule = "─".repeat(80);
        assertEquals("""
                Billing
                3 tickets in 1 epic, 9 points
                Match payments.

                  Id      Type   Points  Priority  Title
                %1$s
                SPEC-1  EPIC  Matching
                  • All children are done.

                  SPEC-2  story     5    high      Import bank statements of every bank that the
                                                   company has an account with
                          lines 9–11, 14
                          • A file of 10 MB is read within 5 s.
                          • A broken line is named.

                  SPEC-3  task      3    –         自動照合
                          needs SPEC-2
                          • [31mred

                %1$s
                Without an epic

                  SPEC-4  spike     1    low       Ask the bank
                          • Written down.

                %1$s
                Coverage        3 of 4 requirements (75 %%)
                                not covered: REQ-4, line 33: Export as CSV.
                Findings        • info: SPEC-2: 4 became 5. (mended) [points_snapped]
                Risks           • high: Banks change formats. (SPEC-2)
                Open questions  none
                Engine          rules: no Ollama answers
                                drafted in 0.41 s
                """.formatted(rule), rendered(RESULT));
    }

    @Test
    void a_result_that_builds_on_another_says_what_became_of_each_ticket() throws IOException {
        String changed = RESULT.replace("\"risks\":", """
                "changes":{"base_job_id":"019e4fae-f96a-78b2-be03-8633c38ea640","kept":["SPEC-1","SPEC-2"],"changed":["SPEC-3"],
                 "added":["SPEC-4"],"retired":["SPEC-5","SPEC-6"],"highest_external_id":"SPEC-6"},"risks":""");

        String shown = rendered(changed);

        assertTrue(shown.contains("          kept; lines 9–11, 14\n"), shown);
        assertTrue(shown.contains("          changed; needs SPEC-2\n"), shown);
        assertTrue(shown.contains("          new\n"), shown);
        assertTrue(shown.contains("""
                Changes         2 kept, 1 changed, 1 new, since job
                                019e4fae-f96a-78b2-be03-8633c38ea640
                                retired: SPEC-5, SPEC-6
                """), shown);
    }

    @Test
    void no_line_is_wider_than_the_terminal() throws IOException {
        String wide = RESULT.replace("自動照合", "自動照合".repeat(30)).replace("Written down.", "word ".repeat(80));
        rendered(wide).lines().forEach(line -> assertTrue(DisplayText.width(line) <= 80, line));
    }

    @Test
    void nothing_of_a_result_reaches_the_terminal_as_a_command() throws IOException {
        String hostile = RESULT.replace("SPEC-2", "\\u001b]0;x\\u0007").replace("Billing", "\\u009b2J");
        assertFalse(rendered(hostile).chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)));
    }

    @Test
    void a_sparse_result_is_shown_as_far_as_it_goes() throws IOException {
        assertTrue(rendered(
                        "{\"tickets\":[{\"external_id\":\"SPEC-1\",\"ticket_type\":\"task\",\"title\":\"Only this\"}]}")
                .contains("Only this"));
    }
}
