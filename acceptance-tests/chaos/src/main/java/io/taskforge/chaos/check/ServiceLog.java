package io.taskforge.chaos.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one process wrote to its log. */
public record ServiceLog(String name, List<String> lines) {

    private static final Pattern COMPLETED =
            Pattern.compile("job ([0-9a-f]{8}-[0-9a-f-]{27}): attempt (\\d+) completed\\b");

    private static final Pattern ERROR = Pattern.compile("^\\S+ ERROR ");

    private static final Pattern TRACE =
            Pattern.compile("^(?:\\s+at |Caused by: |\\s+\\.\\.\\. \\d+ more|[\\w.$]+(?:Exception|Error)\\b)");

    /** A broker closes the channel of whoever holds a message too long. */
    private static final Pattern HELD_TOO_LONG = Pattern.compile(
            "(?i)(?:waiting for )?delivery acknowledge?ment.*timed out|timed out waiting for delivery acknowledge?ment");

    /** A worker's word that it completed a run. */
    record Completed(UUID job, int attempt) {}

    /** Missing, which is empty, when the process wrote none. */
    public static ServiceLog read(String name, Path file) throws IOException {
        if (!Files.exists(file)) {
            return new ServiceLog(name, List.of());
        }
        return new ServiceLog(
                name,
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
    }

    List<Completed> completed() {
        return lines.stream()
                .map(COMPLETED::matcher)
                .filter(Matcher::find)
                .map(found -> new Completed(UUID.fromString(found.group(1)), Integer.parseInt(found.group(2))))
                .toList();
    }

    /** Lines of the level ERROR that a stack trace follows. */
    List<String> errorsWithTrace() {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (ERROR.matcher(lines.get(i)).find()
                    && TRACE.matcher(lines.get(i + 1)).find()) {
                errors.add(lines.get(i));
            }
        }
        return errors;
    }

    Stream<String> heldTooLong() {
        return lines.stream().filter(line -> HELD_TOO_LONG.matcher(line).find());
    }
}
