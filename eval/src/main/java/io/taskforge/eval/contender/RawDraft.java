package io.taskforge.eval.contender;

import java.util.List;

/** One draft as its writer left it. Members may break every rule, and be null. */
public record RawDraft(
        String title, String description, List<String> criteria, List<String> labels, Integer points, int covers) {}
