package io.taskforge.api.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownDescriptionTest {

    @Test
    void what_does_no_harm_keeps_every_character() {
        String markdown = """
                As an *agent*, I want `GET /jobs/<id>`:

                1. first
                2. second_with_underscores
                   - [ ] to do

                | a | b |
                |---|---|
                | 1 | `<x>` |

                ```sql
                select '<b>'; -- # no heading
                ```

                > quoted, see [the docs](https://example.com/a?b=c) or <mail@example.com>""";

        assertEquals(markdown, MarkdownDescription.of(markdown).replace("\\<mail", "<mail"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ▶ ",
            value = {
                "# One ▶ #### One",
                "## Two ## ▶ ##### Two ##",
                "### Three ▶ ###### Three",
                "###### Six ▶ ###### Six",
                "> - # Deep ▶ > - #### Deep"
            })
    void headings_go_below_those_of_the_page(String markdown, String lowered) {
        assertEquals(lowered, MarkdownDescription.of(markdown));
    }

    @Test
    void underlined_headings_too() {
        assertEquals("#### One\n\ntext\n\n##### Two", MarkdownDescription.of("One\n===\ntext\n\nTwo\n---"));
        assertEquals(
                "<p>One\nand more</p>\n<p>text</p>\n",
                ReadMarkdown.html(MarkdownDescription.of("One\nand more\n===\ntext")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <b onclick=x>b</b>",
                "\\\\<script>",
                "<!-- hidden\n\nwords -->",
                "<?php x ?>",
                "<a title=\"<b title='<c>'>\">",
                "- a\n\n<!-- -->\n\n      <script>",
                "| a | `b |\n|---|---|\n| <script>x</script> | ` |",
                "| a\\|<b> | c |\n|---|---|\n| <i> | d |"
            })
    void html_is_text(String markdown) {
        String html = ReadMarkdown.html(MarkdownDescription.of(markdown));

        assertEquals(0, ReadMarkdown.harmful(MarkdownDescription.of(markdown)).size(), html);
        assertFalse(html.contains("<script") || html.contains("<b>") || html.contains("<!--"), html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](javascript:alert(1))",
                "[a](JAVASCRIPT:alert(1))",
                "[a](java&#115;cript:alert(1))",
                "[a](data:text/html,x)",
                "[a](/admin/clients)",
                "<javascript:alert(1)>",
                "[SPEC-2]: https://evil.example\n\n[SPEC-2]",
                "[^1]: a footnote of the page\n\nsee [^1]",
                "![pixel](https://evil.example/seen.png)"
            })
    void nothing_is_loaded_defined_or_linked_to_but_the_web(String markdown) {
        String tamed = MarkdownDescription.of(markdown);

        assertEquals(0, ReadMarkdown.harmful(tamed).size(), tamed);
        assertFalse(tamed.matches("(?s)(.*[^\\\\])?\\[\\^.*"), tamed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"```\nopen", "~~~~ js\nopen\n~~~", "```", "> ```\n> open", "- ```\n  open"})
    void code_that_is_left_open_ends_with_the_description(String markdown) {
        String html = ReadMarkdown.html(MarkdownDescription.of(markdown) + "\n\nAfter.");

        assertTrue(html.endsWith("<p>After.</p>\n"), html);
    }

    @Test
    void a_text_that_is_made_to_break_readers_is_shown_without_its_markdown() {
        assertEquals("\\>".repeat(4_000) + "x", MarkdownDescription.of(">".repeat(4_000) + "x"));
        String nested = "*a _b ".repeat(600) + "c_ d*".repeat(600);
        assertTrue(MarkdownDescription.of(nested).startsWith("\\*a \\_b \\*a"));
    }

    @Test
    void hidden_characters_are_shown_in_code_too() {
        assertEquals("`a⟨U+202E⟩b` ⟨U+E0041⟩", MarkdownDescription.of("`a\u202Eb` \uDB40\uDC41"));
    }
}
