package io.taskforge.eval.gold;

import java.util.Optional;

/**
 * Something that a specification asks for, as a person marked it.
 *
 * @param id unique in its file
 * @param text its words without markup
 * @param detailOf the statement that it only qualifies (a criterion, a limit); a detail is looked for in that statement's tickets
 */
public record GoldStatement(String id, Span lines, Strength strength, String text, Optional<String> detailOf) {

    /** How strongly it is asked for. */
    public enum Strength {
        MAY(1),
        SHOULD(2),
        MUST(3);

        private final int weight;

        Strength(int weight) {
            this.weight = weight;
        }

        /** What covering one counts in the weighted coverage. */
        public int weight() {
            return weight;
        }
    }

    public boolean isDetail() {
        return detailOf.isPresent();
    }
}
