package io.taskforge.api.export;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A description, which is Markdown, as a part of a page that it does not own. Raw HTML becomes text; so do images, which would tell
 * a stranger who reads the page, links that lead anywhere but to the web or a mailbox, and definitions of links and footnotes, which hold
 * for the whole page. Headings go below the page's own, and a block of code that is left open is closed.
 *
 * <p>The text is parsed, gets a backslash wherever something must not be, and is parsed again, until nothing is left to do: what comes
 * out was read by two parsers, with and without tables, and found harmless as it stands. A text that never comes to rest is
 * shown without its Markdown. What needs no change keeps every character.
 */
public final class MarkdownDescription {

    /** The page's own headings are above. */
    static final int FIRST_LEVEL = 4;

    private static final int LAST_LEVEL = 6;

    /** One is enough for what people and models write; an attribute that holds a tag takes one more for each. */
    private static final int ROUNDS = 10;

    /** Blocks in blocks and words in words; what goes deeper is made to break the programs that read it. */
    private static final int DEEPEST = 40;

    private static final Pattern GOOD_LINK = Pattern.compile("(?:https?://|mailto:)(?s:.*)");

    private static final List<Parser> PARSERS = List.of(parser().build(), tables());

    /** Without a bar there is no table, and both read the same. */
    private static final List<Parser> WITHOUT_TABLES = List.of(PARSERS.getFirst());

    private final String source;
    private final Map<Integer, Edit> edits = new TreeMap<>();

    /** In place of so many characters. */
    private record Edit(int length, String text) {}

    private MarkdownDescription(String source) {
        this.source = source;
    }

    private static Parser.Builder parser() {
        return Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES);
    }

    private static Parser tables() {
        return parser().extensions(List.of(TablesExtension.create())).build();
    }

    /**
     * Text that is harmless, and what CommonMark with GitHub's tables reads in it.
     *
     * @param document without images, raw HTML and bad links, and with headings of the fourth level and below only
     */
    public record Harmless(String markdown, Node document) {}

    /** Null is no text. */
    public static String of(String text) {
        return read(text).markdown();
    }

    /** As {@link #of}, and what it was read as, for who renders it. */
    public static Harmless read(String text) {
        String markdown = ShownText.lines(text);
        for (int round = 0; round < ROUNDS; round++) {
            MarkdownDescription read = new MarkdownDescription(markdown);
            Node document = null;
            for (Parser parser : markdown.indexOf('|') < 0 ? WITHOUT_TABLES : PARSERS) {
                document = parser.parse(markdown);
                if (!read.walk(document)) {
                    return bare(text);
                }
            }
            if (read.edits.isEmpty()) {
                return new Harmless(markdown, document);
            }
            markdown = read.edited();
        }
        return bare(text);
    }

    private static Harmless bare(String text) {
        String markdown = MarkdownText.paragraphs(text);
        return new Harmless(markdown, PARSERS.getLast().parse(markdown));
    }

    private String edited() {
        StringBuilder edited = new StringBuilder();
        int from = 0;
        for (var entry : edits.entrySet()) {
            // One that starts within another waits for the next round.
            if (entry.getKey() >= from) {
                edited.append(source, from, entry.getKey())
                        .append(entry.getValue().text());
                from = entry.getKey() + entry.getValue().length();
            }
        }
        return edited.append(source, from, source.length()).toString().stripTrailing();
    }

    /** Without recursion, for which a text can be too deep. Gives false for one that is. */
    private boolean walk(Node document) {
        int depth = 0;
        Node node = document;
        while (depth <= DEEPEST) {
            look(node);
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
            } else {
                while (node != document && node.getNext() == null) {
                    node = node.getParent();
                    depth--;
                }
                if (node == document) {
                    return true;
                }
                node = node.getNext();
            }
        }
        return false;
    }

    private void look(Node node) {
        switch (node) {
            case HtmlBlock html -> html.getSourceSpans().forEach(this::escapeTags);
            case HtmlInline html -> escape(html);
            case Image image -> escape(image);
            case Link link -> {
                if (!GOOD_LINK
                        .matcher(link.getDestination().toLowerCase(Locale.ROOT))
                        .matches()) {
                    escape(link);
                }
            }
            case LinkReferenceDefinition definition -> escape(definition);
            case Heading heading -> lower(heading);
            case FencedCodeBlock code -> close(code);
            case Text text -> text.getSourceSpans().forEach(this::escapeFootnotes);
            default -> {}
        }
    }

    private void escape(Node node) {
        edit(start(node), 0, "\\");
    }

    private void edit(int at, int length, String text) {
        edits.putIfAbsent(at, new Edit(length, text));
    }

    private static int start(Node node) {
        return node.getSourceSpans().getFirst().getInputIndex();
    }

    private void escapeTags(SourceSpan line) {
        for (int i = line.getInputIndex(); i < end(line); i++) {
            if (source.charAt(i) == '<') {
                edit(i, 0, "\\");
            }
        }
    }

    private static int end(SourceSpan span) {
        return span.getInputIndex() + span.getLength();
    }

    /** No footnote is known to the parsers here, and many know it elsewhere. */
    private void escapeFootnotes(SourceSpan words) {
        for (int i = words.getInputIndex(); i < end(words); i++) {
            if (source.startsWith("[^", i) && !escaped(i)) {
                edit(i, 0, "\\");
            }
        }
    }

    private boolean escaped(int at) {
        int before = at;
        while (before > 0 && source.charAt(before - 1) == '\\') {
            before--;
        }
        return (at - before) % 2 == 1;
    }

    private void lower(Heading heading) {
        List<SourceSpan> lines = heading.getSourceSpans();
        if (lines.size() > 1) {
            // Underlined, which is for the two highest levels only. One of several lines becomes a paragraph.
            SourceSpan underline = lines.getLast();
            edit(underline.getInputIndex(), underline.getLength(), "");
            if (lines.size() == 2) {
                edit(start(heading), 0, "#".repeat(lowered(heading)) + " ");
            }
        } else if (heading.getLevel() < FIRST_LEVEL) {
            edit(start(heading), 0, "#".repeat(lowered(heading) - heading.getLevel()));
        }
    }

    private static int lowered(Heading heading) {
        return Math.min(heading.getLevel() + FIRST_LEVEL - 1, LAST_LEVEL);
    }

    /** Within a list or a quotation it ends with them. */
    private void close(FencedCodeBlock code) {
        Block parent = code.getParent();
        if (parent instanceof Document && code.getClosingFenceLength() == null) {
            edit(source.length(), 0, "\n" + code.getFenceCharacter().repeat(code.getOpeningFenceLength()));
        }
    }
}
