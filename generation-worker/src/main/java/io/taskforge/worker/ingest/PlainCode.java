package io.taskforge.worker.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Finds code, trees and drawings in a text that has no marks around them. They show, and ask for nothing. */
final class PlainCode {

    /** Of the lines of a block, this share must look like code: there are words between two calls. */
    private static final double SHARE = 0.6;

    private static final int LINES_AT_LEAST = 2;

    /** The parts of boxes, trees and arrows that are drawn with characters. */
    private static final Pattern DRAWN = Pattern.compile("\\s{0,80}[│├└┌┬┴┼╔║╚▼▲►◄→↓]|.{0,200}[│├└┌┐┘─═▼►]{2}");

    private static final Pattern ENDS =
            Pattern.compile(".*(?:[{\\[(]|[})\\]],?|\\(\\)|=>|\\*/|[(){}=\"'\\]].*;)\\s{0,4}");

    private static final Pattern BEGINS = Pattern.compile(
            "(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \\S{1,200} HTTP/|HTTP/\\d|(?:[A-Z][A-Za-z]{1,20}-){1,4}[A-Z][a-z]{1,20}: \\S|Host: \\S|//|/\\*|\\*/|[}\\])<{]|\\$ |@\\w|\"[^\"]{1,60}\"\\s{0,3}:|[A-Z][A-Z0-9_]{2,40}=|[^.!?:]{1,60}\\s{0,20}[:+-]?=\\s|[\\w.]{1,60}\\(\\S{0,80}\\)|(?:const|let|var|def|import|interface|class|enum|return|public|private|func|fn) \\S.*[={(;])");

    /** Five words in a row that nothing but commas stands between. */
    private static final Pattern SENTENCE =
            Pattern.compile("\\P{L}{0,4}[\\p{L}'’-]{1,30}(?:,? [\\p{L}\\d'’-]{1,30}){4}.*");

    private static final Pattern ITEM = Pattern.compile("(?:[-*+•]|\\d{1,2}[.)]) .*");

    private PlainCode() {}

    /** For each line whether it is part of a block of code. */
    static boolean[] in(List<String> lines) {
        boolean[] code = new boolean[lines.size()];
        int start = 0;
        while (start < lines.size()) {
            int end = start;
            while (end < lines.size() && !lines.get(end).isBlank()) {
                end++;
            }
            if (isCode(lines.subList(start, end))) {
                Arrays.fill(code, start, end, true);
            }
            start = end + 1;
        }
        return code;
    }

    private static boolean isCode(List<String> block) {
        long code = block.stream().filter(PlainCode::looksLikeCode).count();
        return code >= LINES_AT_LEAST && code >= block.size() * SHARE;
    }

    private static boolean looksLikeCode(String line) {
        String shown = Script.first(line.strip(), 300);
        if (DRAWN.matcher(Script.first(line, 300)).lookingAt()) {
            return true;
        }
        return !ITEM.matcher(shown).matches()
                && !SENTENCE.matcher(shown).matches()
                && (ENDS.matcher(shown).matches() || BEGINS.matcher(shown).lookingAt());
    }
}
