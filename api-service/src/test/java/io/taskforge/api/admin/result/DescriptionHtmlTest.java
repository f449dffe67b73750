package io.taskforge.api.admin.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.api.export.NastyTexts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionHtmlTest {

    /** All that may stand there, and with which attributes. */
    private static final Pattern HARMLESS =
            Pattern.compile("</?(p|li|ul|h[456]|code|pre|em|strong|blockquote|table|thead|tbody|tr)( dir=\"auto\")?>"
                    + "|<(br|hr) />|<ol( start=\"[0-9]+\")?>|</ol>|</?t[hd]( align=\"(left|right|center)\")?( dir=\"auto\")?>"
                    + "|</a>|<a rel=\"nofollow noreferrer\" href=\"(https?:|mailto:)[^\"]*\"( title=\"[^\"]*\")?>");

    private static String html(String markdown) {
        return DescriptionHtml.of(markdown).html().getValue();
    }

    private static void assertHarmless(String markdown) {
        String html = html(markdown);
        Matcher tag = Pattern.compile("<[^>]*>?").matcher(html);
        while (tag.find()) {
            assertTrue(HARMLESS.matcher(tag.group()).matches(), () -> tag.group() + " in " + html + " of " + markdown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "![i](http://elsewhere.example/i.png)",
                "![i](data:image/svg+xml;base64,PHN2Zz4=)",
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](&#106;avascript:alert(1))",
                "[a](data:text/html,<script>1</script>)",
                "[a](//elsewhere.example \"\" onclick=\"alert(1))",
                "[a](http://e \"\\\" onclick=alert(1)\")",
                "<http://e/\" onclick=alert(1)>",
                "```\" onclick=\"alert(1)\nx\n```",
                "a\n\n<div id=\"ticket-SPEC-1\" style=\"position:fixed\">\n\nb",
                "<!-- x --> <?php ?> <![CDATA[ x ]]>",
                "[a]: javascript:x\n\n[a]",
                "| <b>x</b> | ![i](http://e) |\n|---|:-:|\n| [a](javascript:x) | y |",
            })
    void what_would_load_or_run_stays_text(String markdown) {
        assertHarmless(markdown);
    }

    @Test
    void whatever_is_written_only_harmless_tags_come_of_it() {
        NastyTexts.all().forEach(DescriptionHtmlTest::assertHarmless);
    }

    @ParameterizedTest
    @CsvSource({"'# Why', h4", "'## Why', h5", "'###### Why', h6", "'Why\n===', h4"})
    void headings_go_below_a_cards_own(String markdown, String tag) {
        assertEquals(
                "<" + tag + " dir=\"auto\">Why</" + tag + ">", html(markdown).strip());
    }

    @Test
    void lists_tables_and_links_are_shown_as_they_are_meant() {
        String html =
                html("- one\n- `two`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSee [there](https://e.example/x?a=b&c).");

        for (String part : List.of(
                "<li dir=\"auto\">one</li>",
                "<code dir=\"auto\">two</code>",
                "<th dir=\"auto\">a</th>",
                "href=\"https://e.example/x?a=b&amp;c\"")) {
            assertTrue(html.contains(part), () -> part + " is not in " + html);
        }
    }

    @Test
    void what_turns_the_order_of_reading_around_is_shown() {
        assertTrue(html("user \u202Etxt.exe").contains("⟨U+202E⟩"));
    }

    @Test
    void short_descriptions_are_not_folded_and_long_ones_say_how_they_begin() {
        assertFalse(DescriptionHtml.of("About it.").isLong());

        DescriptionHtml description = DescriptionHtml.of("The **ledger** must balance. ".repeat(60));

        assertTrue(description.isLong());
        assertTrue(description.excerpt().startsWith("The ledger must balance. The"), description.excerpt());
        assertTrue(description.excerpt().endsWith("…") && description.excerpt().length() < 200, description.excerpt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\uD83D\uDE00", "e\u0301"})
    void a_word_without_an_end_is_cut_between_characters(String character) {
        String excerpt = DescriptionHtml.of(character.repeat(2_000)).excerpt();

        String kept = excerpt.substring(0, excerpt.length() - 1);
        assertTrue(!kept.isEmpty() && kept.replace(character, "").isEmpty(), excerpt);
    }
}
