package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proper names of an English specification, so that a sentence turned round does not write "anna". */
final class Names {

    private static final Pattern INSIDE = Pattern.compile("(?<=[a-z,] )(\\p{Lu}\\p{Ll}{2,})(?![\\p{L}-])");

    private final Set<String> names = new HashSet<>();

    /**
     * Words that are written with a capital inside of sentences, and without one in none of what is asked for: a paragraph or a comment
     * that asks for nothing must not change how a title is written.
     */
    Names(SpecDocument spec) {
        if (!spec.language().startsWith("en")) {
            return;
        }
        spec.lines().forEach(this::find);
        Set<String> lower = new HashSet<>();
        for (Statement statement : spec.work()) {
            for (String word : Words.split(statement.text())) {
                if (Character.isLowerCase(word.charAt(0))) {
                    lower.add(word);
                }
            }
        }
        names.removeIf(name -> lower.contains(name.toLowerCase(Locale.ROOT)));
    }

    private void find(String line) {
        Matcher inside = INSIDE.matcher(line);
        while (inside.find()) {
            names.add(inside.group(1));
        }
    }

    /** The text with its names as the specification writes them. */
    String restored(String text) {
        String restored = text;
        for (String word : Set.copyOf(Words.split(text))) {
            String name = Phrases.capital(word);
            if (!name.equals(word) && names.contains(name)) {
                restored = restored.replaceAll("(?<![\\p{L}\\d/_.-])" + word + "(?![\\p{L}\\d/_-])", name);
            }
        }
        return restored;
    }
}
