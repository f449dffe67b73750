package io.taskforge.api.admin.result;

import io.quarkus.qute.RawString;
import io.taskforge.api.export.MarkdownDescription;
import io.taskforge.api.export.ShownText;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A description as HTML that can do nothing in our page: {@link MarkdownDescription} leaves no image, no tag and no link but to the web
 * or a mailbox, and headings below a card's own; the renderer escapes whatever would be a tag all the same. Every paragraph finds its
 * own direction.
 *
 * @param html to be put into the page as it is
 * @param excerpt how it begins, as plain text
 * @param isLong whether it is folded up at first
 */
record DescriptionHtml(RawString html, String excerpt, boolean isLong) {

    /** What still reads well beside other cards. */
    private static final int LONG = 900;

    private static final int LONG_IN_LINES = 16;

    private static final int EXCERPT = 180;

    /** Holds an excerpt, whatever of it is markup. */
    private static final int READ_FOR_EXCERPT = 4 * EXCERPT;

    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

    private static final Set<String> DIRECTED = Set.of("p", "li", "h4", "h5", "h6", "th", "td", "code");

    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> DescriptionHtml::dress)
            .build();

    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .extensions(TABLES)
            .lineBreakRendering(LineBreakRendering.STRIP)
            .build();

    static DescriptionHtml of(String description) {
        MarkdownDescription.Harmless harmless = MarkdownDescription.read(description);
        String markdown = harmless.markdown();
        boolean isLong = markdown.length() > LONG || markdown.lines().count() > LONG_IN_LINES;
        return new DescriptionHtml(
                new RawString(HTML.render(harmless.document())), isLong ? excerpt(markdown) : "", isLong);
    }

    private static void dress(Node node, String tag, Map<String, String> attributes) {
        if (DIRECTED.contains(tag)) {
            attributes.put("dir", "auto");
        }
        // A class of theirs would be the language of a block of code, which nothing here knows.
        attributes.remove("class");
        if (tag.equals("a")) {
            attributes.put("rel", "nofollow noreferrer");
        }
    }

    /** Cut after a word, or where there is none, between characters as a reader sees them. */
    private static String excerpt(String markdown) {
        String beginning = markdown.substring(0, Math.min(READ_FOR_EXCERPT, markdown.length()));
        String line = ShownText.line(TEXT.render(PARSER.parse(beginning)));
        if (line.length() <= EXCERPT) {
            return line;
        }
        int space = line.lastIndexOf(' ', EXCERPT);
        if (space < EXCERPT / 2) {
            BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
            characters.setText(line);
            space = characters.preceding(EXCERPT);
        }
        return line.substring(0, Math.max(space, 0)) + "…";
    }
}
