package io.taskforge.eval.gold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldFileTest {

    private static final Spec SPEC =
            new Spec("s", "S", "# Title\n\n- It **must** hold. It may last.\n- More.", Optional.empty());

    @TempDir
    private Path folder;

    private static Gold read(String members) {
        return GoldFile.read("s.gold.json", "{\"format\":\"taskforge.gold.v1\"," + members + "}", SPEC);
    }

    private static String fault(String members) {
        return assertThrows(GoldFault.class, () -> read(members)).getMessage();
    }

    private static String statement(String members) {
        return "\"statements\":[{" + members + "}]";
    }

    @Test
    void marks_are_read_with_the_words_of_their_lines() {
        Gold gold = read(statement("\"id\":\"A\",\"lines\":[3,4],\"strength\":\"should\"") + ",\"edges\":[]");
        assertEquals(
                "It must hold. It may last. More.",
                gold.statements().getFirst().text().replaceAll("\\s+", " "));
        assertEquals(GoldStatement.Strength.SHOULD, gold.statements().getFirst().strength());
        assertTrue(gold.edgesComplete());
    }

    @Test
    void a_statement_may_be_part_of_a_line() {
        Gold gold = read(statement("\"id\":\"A\",\"lines\":3,\"strength\":\"may\",\"text\":\"It may last.\""));
        assertEquals("It may last.", gold.statements().getFirst().text());
    }

    @Test
    void every_fault_is_one_line_that_names_file_and_place() {
        assertEquals(
                "s.gold.json: A: its text does not stand in its lines",
                fault(statement("\"id\":\"A\",\"lines\":4,\"strength\":\"may\",\"text\":\"It may last.\"")));
        assertEquals(
                "s.gold.json: A: \"lines\" must be a line or [first, last] of 1 to 4",
                fault(statement("\"id\":\"A\",\"lines\":[4,5],\"strength\":\"may\"")));
        assertEquals(
                "s.gold.json: A: \"lines\" must be a line or [first, last] of 1 to 4",
                fault(statement("\"id\":\"A\",\"lines\":\"three\",\"strength\":\"may\"")));
        assertEquals(
                "s.gold.json: A: \"strength\" must be must, should or may",
                fault(statement("\"id\":\"A\",\"lines\":3,\"strength\":\"shall\"")));
        assertEquals(
                "s.gold.json: A: its lines are blank",
                fault(statement("\"id\":\"A\",\"lines\":2,\"strength\":\"may\"")));
        assertEquals(
                "s.gold.json: A has a member \"line\", which nobody reads",
                fault(statement("\"id\":\"A\",\"line\":2,\"strength\":\"may\"")));
        assertEquals("s.gold.json: statement 1 has no \"id\"", fault(statement("\"lines\":3")));
        assertEquals(
                "s.gold.json: A: \"detail_of\" names B, which is no statement of its own",
                fault(statement("\"id\":\"A\",\"lines\":3,\"strength\":\"may\",\"detail_of\":\"B\"")));
        String one = statement("\"id\":\"A\",\"lines\":3,\"strength\":\"may\"");
        assertEquals(
                "s.gold.json: edge [\"A\",\"B\"] must be [id, id of what comes first]",
                fault(one + ",\"edges\":[[\"A\",\"B\"]]"));
        assertEquals(
                "s.gold.json: lines of A are marked as a distractor too",
                fault(one + ",\"distractors\":[{\"lines\":[3,4],\"why\":\"x\"}]"));
        assertEquals("s.gold.json: tolerated 1 has no \"why\"", fault(one + ",\"tolerated\":[{\"lines\":4}]"));
        assertEquals("s.gold.json: \"distractors\" must be a list", fault(one + ",\"distractors\":3"));
        assertEquals(
                "s.gold.json: \"statements\" is empty; leave the file out when nothing is marked",
                fault("\"statements\":[]"));
        assertEquals(
                "s.gold.json: two statements are called A",
                fault(
                        "\"statements\":[{\"id\":\"A\",\"lines\":3,\"strength\":\"may\"},{\"id\":\"A\",\"lines\":4,\"strength\":\"may\"}]"));
    }

    @Test
    void what_is_no_json_or_another_format_is_said() {
        assertTrue(assertThrows(GoldFault.class, () -> GoldFile.read("s.gold.json", "{\n{", SPEC))
                .getMessage()
                .startsWith("s.gold.json is no JSON: line 2"));
        assertEquals(
                "s.gold.json: \"format\" must be \"taskforge.gold.v1\"",
                assertThrows(GoldFault.class, () -> GoldFile.read("s.gold.json", "{}", SPEC))
                        .getMessage());
    }

    @Test
    void a_folder_gives_its_specifications_with_their_gold_and_no_readme() throws IOException {
        Files.writeString(folder.resolve("b.md"), "\r\n# Two\r\n\r\n- It must.\r\n");
        Files.writeString(folder.resolve("a.csv"), "id,text");
        Files.writeString(folder.resolve("README.md"), "# Not one");
        Files.writeString(
                folder.resolve("b.gold.json"),
                "{\"format\":\"taskforge.gold.v1\",\"statements\":[{\"id\":\"A\",\"lines\":4,\"strength\":\"must\"}]}");
        List<Spec> specs = SpecFolder.read(folder, Optional.empty());
        assertEquals(List.of("a", "b"), specs.stream().map(Spec::name).toList());
        assertEquals("Two", specs.get(1).title());
        assertEquals(
                "It must.", specs.get(1).gold().orElseThrow().main().getFirst().text());
        assertEquals(
                List.of("b"),
                SpecFolder.read(folder, Optional.of("b")).stream()
                        .map(Spec::name)
                        .toList());
    }

    @Test
    void a_folder_that_cannot_be_used_is_one_line() throws IOException {
        Path missing = folder.resolve("missing");
        assertEquals(
                "there is no folder " + missing,
                assertThrows(GoldFault.class, () -> SpecFolder.read(missing, Optional.empty()))
                        .getMessage());
        assertEquals(
                "no specification (.md, .txt, .csv, .rst) in " + folder,
                assertThrows(GoldFault.class, () -> SpecFolder.read(folder, Optional.empty()))
                        .getMessage());
        Files.write(folder.resolve("x.md"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(GoldFault.class, () -> SpecFolder.read(folder, Optional.empty()))
                .getMessage()
                .endsWith("is not UTF-8"));
        Files.writeString(folder.resolve("x.md"), " \n");
        assertTrue(assertThrows(GoldFault.class, () -> SpecFolder.read(folder, Optional.empty()))
                .getMessage()
                .contains("is empty"));
    }
}
