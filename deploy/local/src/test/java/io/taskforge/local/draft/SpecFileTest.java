package io.taskforge.local.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFileTest {

    @TempDir
    Path folder;

    private SpecFile of(String text) throws IOException {
        return SpecFile.read(Files.writeString(folder.resolve("billing-workspace.md"), text));
    }

    private void refused(byte[] content, String because) throws IOException {
        Path file = Files.write(folder.resolve("bad.md"), content);
        refused(file, because);
    }

    private static void refused(Path file, String because) {
        Refusal refusal = assertThrows(Refusal.class, () -> SpecFile.read(file));
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
        assertEquals(Refusal.USAGE, refusal.exitCode());
    }

    @Test
    void the_title_is_the_first_heading() throws IOException {
        assertEquals(
                "Billing workspace",
                of("---\nid: 1\n\n# Billing **workspace** #\n\n## Goals\n").title());
        assertEquals("Billing", of("Intro\n\nBilling\n=======\n").title());
        assertEquals("Real", of("```\n# no heading\n```\n# [Real](http://x)\n").title());
    }

    @Test
    void without_a_heading_the_title_is_the_name_of_the_file() throws IOException {
        assertEquals("billing workspace", of("Users must log in.\n").title());
    }

    @Test
    void a_title_never_exceeds_the_contract() throws IOException {
        assertEquals(200, of("# " + "🚀".repeat(300)).title().codePointCount(0, 400));
        SpecFile spec = of("text");
        assertEquals("Mine", spec.titled("  Mine\n").title());
        assertThrows(Refusal.class, () -> spec.titled("x".repeat(201)));
        assertThrows(Refusal.class, () -> spec.titled(" \033 "));
    }

    @Test
    void one_hundred_thousand_characters_are_the_most_whatever_their_bytes() throws IOException {
        assertEquals(100_000, of("🚀".repeat(100_000)).text().codePointCount(0, 200_000));
        refused("x".repeat(100_001).getBytes(StandardCharsets.UTF_8), "100001 characters");
        refused("x".repeat(400_001).getBytes(StandardCharsets.UTF_8), "too long");
    }

    @Test
    void what_is_no_text_is_refused() throws IOException {
        refused(new byte[0], "is empty");
        refused(" \n\t\n".getBytes(StandardCharsets.UTF_8), "is empty");
        refused("a\0b".getBytes(StandardCharsets.UTF_8), "NUL");
        refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xFF}, "not UTF-8");
        refused("Gr\u00f6\u00dfe".getBytes(StandardCharsets.ISO_8859_1), "not UTF-8");
        refused(folder, "not a file");
        refused(folder.resolve("missing.md"), "no file");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() throws IOException {
        assertEquals("# A\n", of("\uFEFF# A\n").text());
    }
}
