package io.taskforge.api.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExportTest {

    private static final String HEAD =
            "external_id,ticket_type,title,description,acceptance_criteria,labels,dependencies,story_points,"
                    + "priority,parent_external_id,component,suggested_milestone,confidence,engine,inferred_dependencies,source_refs\r\n";

    /** The rows, header included, of what RFC 4180 allows and nothing else. */
    private static List<List<String>> read(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder cell = new StringBuilder();
            if (csv.charAt(at) == '"') {
                at++;
                while (csv.charAt(at) != '"' || csv.startsWith("\"\"", at)) {
                    at += csv.charAt(at) == '"' ? 1 : 0;
                    cell.append(csv.charAt(at++));
                }
                at++;
            } else {
                while (csv.charAt(at) != ',' && !csv.startsWith("\r\n", at)) {
                    assertFalse("\"\r\n".indexOf(csv.charAt(at)) >= 0, csv);
                    cell.append(csv.charAt(at++));
                }
            }
            row.add(cell.toString());
            if (csv.charAt(at) == ',') {
                at++;
            } else {
                assertTrue(csv.startsWith("\r\n", at), csv);
                at += 2;
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        assertEquals(List.of(), row, "the last row has an end");
        return rows;
    }

    private static String cell(String title) {
        return read(CsvExport.of(Results.of(Results.ticket(1, title, "d"))))
                .get(1)
                .get(2);
    }

    private static String description(String text) {
        return read(CsvExport.of(Results.of(Results.ticket(1, "t", text))))
                .get(1)
                .get(3);
    }

    /** The whole of it, so that a change of the rendering is seen, and its version raised. */
    @Test
    void a_result_is_a_table() {
        assertEquals(
                HEAD
                        + "SPEC-1,epic,Billing,\"All that is billed.\",\"Every ticket is done.\",,,,,,,,,,,\r\n"
                        + "SPEC-2,spike,\"Choose a provider\",\"Two are known.\",\"One is chosen.\",,,1,low,,,,,,,"
                        + "\"L9: Which provider, is open.\"\r\n"
                        + "SPEC-3,story,\"Show invoices\",\"An agent sees them.\n\n* newest first\n* with `due_date`\","
                        + "\"A table shows number and amount.\nIt is sorted.\",\"billing\nuser_interface\",SPEC-2,5,high,SPEC-1,"
                        + "Timeline,Beta,0.84,model,SPEC-2,\"L3-L5 REQ-1\nL7\"\r\n",
                CsvExport.of(Results.whole()));
    }

    @Test
    void the_same_result_gives_the_same_table() {
        assertEquals(CsvExport.of(Results.ofFifty()), CsvExport.of(Results.ofFifty()));
    }

    @Test
    void fifty_tickets_are_fifty_rows() {
        List<List<String>> rows = read(CsvExport.of(Results.ofFifty()));

        assertEquals(51, rows.size());
        assertEquals(List.of(16), rows.stream().map(List::size).distinct().toList());
        assertEquals("SPEC-50", rows.get(50).getFirst());
    }

    @Test
    void a_cell_holds_what_was_written() {
        assertEquals(Results.NASTY, cell(Results.NASTY));
        assertEquals("a \"b\", c", cell("a \"b\",\r\n c"));
        assertEquals("one\n\n  two, \"three\"", description("\none\r\n\r\n  two, \"three\"\n\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1",
                "-1",
                "@SUM(1)",
                "  =1",
                "\u00A0=1",
                "\u200B=1",
                "＝1",
                "\"=1\"",
                "a;=1",
                "a; \"-1",
                "a\t@b"
            })
    void no_title_is_a_formula(String title) {
        String cell = cell(title);

        assertEquals(ShownText.line(title), cell.replaceFirst("'(?! /C)", ""));
        assertFalse(startsFormula(cell), cell);
    }

    @Test
    void no_line_of_a_description_is_a_formula() {
        assertEquals(
                "'=1\ntext\n'@b\n\t'+1\n'---",
                description("=1\ntext\n@b\n\t+1\n---").replace("\n'\t", "\n\t"));
        assertEquals("'\tcode", description("\tcode"));
    }

    @Test
    void lists_of_a_description_stay_lists() {
        assertEquals("* a\n  * b\n* c", description("- a\n  + b\n- c"));
    }

    private static boolean startsFormula(String cell) {
        return Pattern.compile("(^|[\\n\\t;])[ \"\\p{Zs}\\p{Cf}]*[=+\\-@＝＋－＠]")
                .matcher(cell)
                .find();
    }

    @Test
    void no_text_breaks_out_of_its_cell() {
        NastyTexts.all().forEach(text -> {
            List<List<String>> rows =
                    read(CsvExport.of(Results.of(Results.ticket(1, text, text), Results.ticket(2, "after", text))));

            assertEquals(3, rows.size(), text);
            assertEquals("after", rows.get(2).get(2), text);
            for (List<String> row : rows) {
                assertEquals(16, row.size(), text);
                row.forEach(
                        cell -> assertFalse(startsFormula(cell) || cell.startsWith("\t") || cell.contains("\r"), cell));
            }
        });
    }

    @Test
    void hidden_characters_are_shown() {
        assertEquals("a⟨U+202E⟩b⟨U+0000⟩", cell("a\u202Eb\u0000"));
    }
}
