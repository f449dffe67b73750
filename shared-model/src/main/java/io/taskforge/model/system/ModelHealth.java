package io.taskforge.model.system;

import java.util.Locale;
import java.util.Optional;

/**
 * How it is with a worker's model.
 *
 * @param state as last found out
 * @param trouble what is wrong, in one line; present exactly when {@link State#TROUBLE}
 */
public record ModelHealth(State state, Optional<String> trouble) {

    /** What is known. */
    public enum State {
        /** The rules draft, no model is asked. */
        UNUSED,
        /** Nothing was found out yet. */
        UNCHECKED,
        /** The server answers and has the model. */
        OK,
        /** It does not, or nobody is there. */
        TROUBLE;

        /** As it is stored. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public static final ModelHealth UNUSED = new ModelHealth(State.UNUSED, Optional.empty());
    public static final ModelHealth UNCHECKED = new ModelHealth(State.UNCHECKED, Optional.empty());
    public static final ModelHealth OK = new ModelHealth(State.OK, Optional.empty());

    public ModelHealth {
        if (trouble.isPresent() != (state == State.TROUBLE)) {
            throw new IllegalArgumentException("a trouble is named, and nothing else is: " + state);
        }
    }

    public static ModelHealth trouble(String what) {
        return new ModelHealth(State.TROUBLE, Optional.of(what));
    }
}
