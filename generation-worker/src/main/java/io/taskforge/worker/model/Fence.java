package io.taskforge.worker.model;

import io.taskforge.worker.ingest.Script;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Puts text of a specification into a prompt so that it stays data: between two marks with a code that differs from call to call, and
 * without anything that looks like a mark, like the control tokens of a chat template, or that a person reading the text could not see.
 */
final class Fence {

    static final String OPEN = "<<<SPEC ";
    static final String CLOSE = "SPEC>>> ";

    /** Two or more brackets in a row, in any of the forms that a tokenizer may fold into the plain one. */
    private static final Pattern BRACKETS = Pattern.compile(
            "[<>\uFF1C\uFF1E\uFE64\uFE65\u2039\u203A\u00AB\u00BB\u300A\u300B\u276E\u276F]"
                    + "(?:[\u200C\u200D]*[<>\uFF1C\uFF1E\uFE64\uFE65\u2039\u203A\u00AB\u00BB\u300A\u300B\u276E\u276F])+");

    /** {@code <|im_end|>} and its kin: servers read these in any text as control tokens, also inside a user's message. */
    private static final Pattern TEMPLATE_BAR = Pattern.compile("<\\s*[|\uFF5C]|[|\uFF5C]\\s*>");

    private static final Pattern TEMPLATE_TAG = Pattern.compile(
            "<(/?\\s*(?:s|think|thinking|bos|eos|unk|pad|sop|eop|bos_token|eos_token|system|user|assistant|human|spec|data|document|instructions?"
                    + "|tool_call|tool_response|start_of_turn|end_of_turn)\\s*)>"
                    + "|\\[(/?\\s*(?:INST|SYS|SYSTEM_PROMPT|TOOL_CALLS|TOOL_RESULTS|AVAILABLE_TOOLS|THINK|gMASK|BOS|EOS)\\s*)]",
            Pattern.CASE_INSENSITIVE);

    /** Controls but line feed and tab, and what is not seen: zero width, direction overrides, Unicode's tag characters. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\p{Cf}&&[^\u200C\u200D]]|[\\x{E0000}-\\x{E0FFF}]|\\p{Cs}");

    private Fence() {}

    /** The block, from mark to mark. */
    static String around(String data, String nonce) {
        return OPEN + nonce + "\n" + data.strip() + "\n" + CLOSE + nonce;
    }

    /** Data that cannot be taken for anything else. Words stay as they are; only look-alikes change. */
    static String harmless(String text) {
        String t = UNSEEN.matcher(folded(text)).replaceAll("");
        t = TEMPLATE_BAR.matcher(t).replaceAll(m -> m.group().contains("<") ? "\u2039" : "\u203A");
        t = TEMPLATE_TAG
                .matcher(t)
                .replaceAll(m -> m.group(1) != null ? "\u2039" + m.group(1) + "\u203A" : "(" + m.group(2) + ")");
        return BRACKETS.matcher(t).replaceAll(m -> m.group().codePointAt(0) == '<' ? "\u2039" : "\u203A");
    }

    /**
     * Composed, and with wide letters made plain and joiners taken out where these hide a mark: what a tokenizer folds must be seen here
     * too.
     */
    private static String folded(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "");
        boolean hides =
                TEMPLATE_TAG.matcher(bare).find() || TEMPLATE_BAR.matcher(bare).find();
        return hides ? bare : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** As {@link #harmless}, on one line and no longer than {@code limit} code points. */
    static String harmlessLine(String text, int limit) {
        return Script.oneLine(harmless(text), limit);
    }
}
