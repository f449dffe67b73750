package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads CommonMark with tables into blocks. Code and HTML are left out: they show, they do not ask. */
final class BlockReader {

    /** Nothing that people write nests deeper; hostile input does, and costs no more than this. */
    private static final int DEEPEST = 32;

    private static final int PSEUDO_HEADING_LEVEL = 6;

    private int before;

    private final Parser parser = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(DEEPEST)
            .build();

    /** @param before how many lines of the text stand before these */
    List<Block> read(List<String> lines, int before) {
        this.before = before;
        return children(parser.parse(String.join("\n", lines)), before + 1);
    }

    private List<Block> children(Node parent, int line) {
        List<Block> blocks = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            int at = lineOf(node, line);
            if (node instanceof org.commonmark.node.Heading heading) {
                blocks.add(
                        new Block.Heading(heading.getLevel(), inline(node, at).whole()));
            } else if (node instanceof Paragraph) {
                blocks.add(paragraph(node, at));
            } else if (node instanceof ListBlock list) {
                blocks.add(bullets(list, at));
            } else if (node instanceof TableBlock) {
                blocks.add(grid(node, at));
            } else if (node instanceof BlockQuote) {
                blocks.addAll(children(node, at));
            } else if (node instanceof IndentedCodeBlock code) {
                blocks.add(prose(code.getLiteral(), at));
            } else if (node instanceof FencedCodeBlock fence && gherkin(fence)) {
                blocks.add(new Block.Prose(literal(fence.getLiteral(), at + 1)));
            } else if (node instanceof FencedCodeBlock || node instanceof HtmlBlock) {
                blocks.add(new Block.Shown());
            }
        }
        return blocks;
    }

    private static boolean gherkin(FencedCodeBlock fence) {
        String info = fence.getInfo() == null ? "" : fence.getInfo().toLowerCase(Locale.ROOT);
        return info.startsWith("gherkin") || info.startsWith("feature");
    }

    /** A line that is nothing but bold is how many people write a heading. */
    private Block paragraph(Node node, int line) {
        Passage text = inline(node, line);
        Node only = node.getFirstChild();
        if (only instanceof StrongEmphasis && only.getNext() == null) {
            String words = text.text().strip();
            if (words.length() <= 80 && !words.endsWith(".") && !words.contains(": ")) {
                return new Block.Heading(PSEUDO_HEADING_LEVEL, text.whole());
            }
        }
        return new Block.Prose(text);
    }

    private Block.Bullets bullets(ListBlock list, int line) {
        List<Block.Item> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            int at = lineOf(item, line);
            List<Block> inside = children(item, at);
            Passage text = Passage.of("", at);
            if (!inside.isEmpty() && inside.getFirst() instanceof Block.Prose prose) {
                text = prose.text();
                inside = inside.subList(1, inside.size());
            } else if (!inside.isEmpty() && inside.getFirst() instanceof Block.Heading heading) {
                text = heading.text();
                inside = inside.subList(1, inside.size());
            }
            items.add(new Block.Item(text, inside));
        }
        return new Block.Bullets(list instanceof OrderedList, items);
    }

    private Block.Grid grid(Node table, int line) {
        List<String> header = new ArrayList<>();
        List<Block.Row> rows = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                int at = lineOf(row, line);
                List<String> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(inline(cell, at).whole().text());
                }
                if (part instanceof TableHead) {
                    header.addAll(cells);
                } else {
                    rows.add(new Block.Row(List.copyOf(cells), new LineSpan(at, at)));
                }
            }
        }
        return new Block.Grid(List.copyOf(header), rows);
    }

    /** Plain-text specifications indent their paragraphs; what has no look of code is read as prose. */
    private static Block prose(String literal, int line) {
        long letters = literal.codePoints()
                .filter(c -> Character.isLetter(c) || Character.isWhitespace(c))
                .count();
        boolean code = literal.codePoints().anyMatch(c -> "{}<>=$|\\".indexOf(c) >= 0);
        if (code || literal.isBlank() || letters * 10 < literal.codePoints().count() * 9) {
            return new Block.Shown();
        }
        return new Block.Prose(literal(literal, line));
    }

    private static Passage literal(String literal, int line) {
        Passage.Builder builder = new Passage.Builder();
        int at = line;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            builder.append(c == '\n' ? Passage.HARD_BREAK : c, at);
            if (c == '\n') {
                at++;
            }
        }
        return builder.passage();
    }

    /** Walks without recursion: emphasis nests as deep as its author likes. */
    private Passage inline(Node block, int line) {
        Passage.Builder text = new Passage.Builder();
        int at = line;
        Node node = block.getFirstChild();
        while (node != null) {
            at = lineOf(node, at);
            boolean enter = !(node instanceof Image);
            if (node instanceof Text words) {
                text.append(words.getLiteral(), at);
            } else if (node instanceof Code code) {
                text.append(code.getLiteral(), at);
            } else if (node instanceof SoftLineBreak) {
                text.append('\n', at);
            } else if (node instanceof HardLineBreak) {
                text.append(Passage.HARD_BREAK, at);
            } else if (node instanceof HtmlInline html
                    && html.getLiteral().toLowerCase(Locale.ROOT).startsWith("<br")) {
                text.append(Passage.HARD_BREAK, at);
            }
            Node next = enter ? node.getFirstChild() : null;
            while (next == null && node != block) {
                next = node.getNext();
                if (next == null) {
                    node = node.getParent();
                }
            }
            node = node == block ? null : next;
        }
        return text.passage();
    }

    private int lineOf(Node node, int otherwise) {
        return node.getSourceSpans().isEmpty()
                ? otherwise
                : node.getSourceSpans().getFirst().getLineIndex() + before + 1;
    }
}
