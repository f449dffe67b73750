package io.taskforge.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.fakeollama.FakeOllama;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, as someone types it. */
class EvalTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("till.md"), "# Till\n\n- The till must print.\n- It must beep.\n");
        Files.writeString(
                folder.resolve("till.gold.json"),
                "{\"format\":\"taskforge.gold.v1\",\"statements\":[{\"id\":\"A\",\"lines\":3,\"strength\":\"must\"},"
                        + "{\"id\":\"B\",\"lines\":4,\"strength\":\"must\"}]}");
    }

    private int run(String... arguments) {
        return Eval.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void refuses(String says, String... arguments) {
        assertEquals(2, run(arguments));
        String message = err.toString(StandardCharsets.UTF_8);
        assertTrue(message.startsWith("taskforge eval: " + says), message);
        assertEquals(1, message.lines().count(), message);
        assertEquals("", out());
    }

    @Test
    void a_table_for_each_specification_and_a_total_beside_the_baseline() {
        assertEquals(0, run(folder.toString()));
        assertTrue(out().contains("till, 2 statements"), out());
        assertTrue(out().contains("total of 1 specifications"), out());
        assertTrue(
                out().lines().anyMatch(line -> line.matches("coverage, declared and by text +100.0 % +100.0 %")),
                out());
        assertTrue(out().contains("pass  till"), out());
    }

    @Test
    void the_same_figures_as_json() throws IOException {
        Path file = folder.resolve("out.json");
        assertEquals(0, run(folder.toString(), "--json", file.toString(), "--tickets", "2", "--quick"));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertEquals("taskforge.eval.v1", json.path("format").asText());
        assertEquals(2, json.at("/specs/0/contenders/rules/coverage/part").asInt());
        assertEquals(2, json.at("/total/bullets/coverage/whole").asInt());
        assertTrue(json.at("/specs/0/contenders/rules/count_exact").isMissingNode());
    }

    @Test
    void a_model_stands_beside_the_rules_the_splitter_and_a_single_shot() {
        try (FakeOllama fake = FakeOllama.start()) {
            int code = run(
                    folder.toString(),
                    "--engine",
                    "model",
                    "--url",
                    fake.url().toString(),
                    "--model",
                    FakeOllama.MODEL,
                    "--quick");
            assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
        }
        assertTrue(
                out().lines().anyMatch(line -> line.matches("till, 2 statements +model +rules +bullets +single-shot")),
                out());
    }

    @Test
    void what_is_missed_is_listed_when_asked_for_but_never_of_what_is_held_out() throws IOException {
        Files.writeString(
                folder.resolve("till.md"), "# Till\n\nBackground of the shop, long ago.\n\n- It must beep.\n");
        String gold =
                "{\"format\":\"taskforge.gold.v1\",%s\"statements\":[{\"id\":\"A\",\"lines\":3,\"strength\":\"must\"}]}";
        Files.writeString(folder.resolve("till.gold.json"), gold.formatted(""));
        run(folder.toString(), "--misses", "--quick");
        assertTrue(out().contains("not covered, line 3"), out());
        out.reset();
        Files.writeString(folder.resolve("till.gold.json"), gold.formatted("\"held_out\":true,"));
        run(folder.toString(), "--misses", "--quick");
        assertFalse(out().contains("not covered"), out());
        assertTrue(out().contains("held out"), out());
    }

    @Test
    void no_such_folder_is_one_line() {
        refuses("there is no folder /nowhere", "/nowhere");
    }

    @Test
    void a_folder_without_specifications_is_one_line() throws IOException {
        refuses(
                "no specification (.md, .txt, .csv, .rst) in ",
                Files.createDirectory(folder.resolve("empty")).toString());
    }

    @Test
    void a_name_that_nothing_has_is_one_line() {
        refuses("no specification (.md, .txt, .csv, .rst) in ", folder.toString(), "--only", "tram");
    }

    @Test
    void an_unknown_engine_is_one_line() {
        refuses("no engine is called steam: rules or model", folder.toString(), "--engine", "steam");
    }

    @Test
    void arguments_that_make_no_sense_are_one_line() {
        refuses("which folder? usage: ");
    }

    @Test
    void an_unknown_option_is_one_line() {
        refuses("unknown argument --fast; usage: ", folder.toString(), "--fast");
    }

    @Test
    void a_count_out_of_range_is_one_line() {
        refuses("--tickets is a number of 1 to 50, not 51", folder.toString(), "--tickets", "51");
    }

    @Test
    void an_option_without_its_value_is_one_line() {
        refuses("--json needs a value; usage: ", folder.toString(), "--json");
    }

    @Test
    void a_models_address_without_the_model_engine_is_one_line() {
        refuses("--url and --model need --engine model", folder.toString(), "--url", "http://x");
    }

    @Test
    void a_broken_gold_file_is_one_line() throws IOException {
        Files.writeString(folder.resolve("till.gold.json"), "{}");
        refuses(folder.resolve("till.gold.json") + ": \"format\" must be", folder.toString());
    }

    @Test
    void a_model_server_that_is_away_is_one_line() {
        refuses("no drafts: ", folder.toString(), "--engine", "model", "--url", "http://127.0.0.1:9", "--quick");
    }
}
