package io.taskforge.worker.ingest;

import java.util.List;

/** What a specification is made of, free of Markdown's details. */
sealed interface Block {

    /** @param level 1 to 6 */
    record Heading(int level, Passage text) implements Block {}

    record Prose(Passage text) implements Block {}

    record Bullets(boolean numbered, List<Item> items) implements Block {}

    /**
     * @param text what stands beside the bullet
     * @param below what hangs under it
     */
    record Item(Passage text, List<Block> below) {}

    record Grid(List<String> header, List<Row> rows) implements Block {}

    /** @param lines a row of a Markdown table stands on one line, others may span several */
    record Row(List<String> cells, LineSpan lines) {}

    /** What shows and does not ask: code, HTML. Kept because it parts what stands around it. */
    record Shown() implements Block {}
}
