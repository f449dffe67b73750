package io.taskforge.api.admin.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was just done, told on the page that follows. It goes there by a word, so that nobody can put words of theirs into our pages. */
public interface Notice {

    /** As an enum has it. */
    String name();

    /** As people read it. */
    String words();

    /** As the address of the page has it. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is none of that kind's. */
    static <N extends Enum<N> & Notice> Optional<N> named(Class<N> kind, String word) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(each -> each.word().equals(word))
                .findFirst();
    }
}
