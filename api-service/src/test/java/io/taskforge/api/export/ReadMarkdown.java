package io.taskforge.api.export;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** A page of Markdown as its readers read it: with tables and without. */
final class ReadMarkdown extends AbstractVisitor {

    private static final List<Parser> PARSERS = List.of(
            Parser.builder().build(),
            Parser.builder().extensions(List.of(TablesExtension.create())).build());

    private final List<String> outline = new ArrayList<>();
    private final List<String> harmful = new ArrayList<>();

    private ReadMarkdown() {}

    static String html(String markdown) {
        return HtmlRenderer.builder().build().render(PARSERS.getFirst().parse(markdown));
    }

    /** The page's own headings, each with its level; the same for every reader. */
    static List<String> outline(String markdown) {
        List<List<String>> outlines =
                read(markdown).stream().map(each -> each.outline).distinct().toList();
        if (outlines.size() != 1) {
            throw new AssertionError("readers differ: " + outlines);
        }
        return outlines.getFirst();
    }

    /** What none of the texts may become, for any reader. */
    static List<String> harmful(String markdown) {
        return read(markdown).stream().flatMap(each -> each.harmful.stream()).toList();
    }

    private static List<ReadMarkdown> read(String markdown) {
        return PARSERS.stream()
                .map(parser -> {
                    ReadMarkdown read = new ReadMarkdown();
                    parser.parse(markdown).accept(read);
                    return read;
                })
                .toList();
    }

    private void harm(Node node) {
        harmful.add(node.toString());
    }

    @Override
    public void visit(Heading heading) {
        if (heading.getLevel() < MarkdownDescription.FIRST_LEVEL) {
            outline.add(heading.getLevel() + " "
                    + TextContentRenderer.builder().build().render(heading).strip());
            if (!(heading.getParent() instanceof Document)) {
                harm(heading);
            }
        }
        visitChildren(heading);
    }

    @Override
    public void visit(HtmlBlock html) {
        harm(html);
    }

    @Override
    public void visit(HtmlInline html) {
        harm(html);
    }

    @Override
    public void visit(Image image) {
        harm(image);
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
        harm(definition);
    }

    @Override
    public void visit(Link link) {
        if (!link.getDestination().matches("(?i)(https?://|mailto:)[^\\n]*")) {
            harm(link);
        }
        visitChildren(link);
    }
}
