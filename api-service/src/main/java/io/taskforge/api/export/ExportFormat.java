package io.taskforge.api.export;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import io.taskforge.model.ticket.TicketsResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a result can be exported as. */
public enum ExportFormat {
    MARKDOWN(ExportFormat.MARKDOWN_TYPE, "md", 1, MarkdownExport::of),
    CSV(ExportFormat.CSV_TYPE, "csv", 1, CsvExport::of);

    public static final String MARKDOWN_TYPE = "text/markdown";
    public static final String CSV_TYPE = "text/csv";

    private static final String PARAMETER = "format";

    private static final String WORDS =
            Arrays.stream(values()).map(ExportFormat::word).collect(Collectors.joining(" or "));

    private final String mediaType;
    private final String extension;
    private final int version;
    private final Function<TicketsResult, String> rendering;

    /** @param version to be raised whenever the rendering of any result changes, so that clients do not keep the old one */
    ExportFormat(String mediaType, String extension, int version, Function<TicketsResult, String> rendering) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.version = version;
        this.rendering = rendering;
    }

    /** The format that a query asks for. @param values every value that it has for it @throws RequestFailure {@code validation_failed} */
    public static ExportFormat asked(List<String> values) {
        if (values.isEmpty()) {
            throw refused(Violation.Code.REQUIRED, "must be " + WORDS);
        }
        if (values.size() > 1) {
            throw refused(Violation.Code.NOT_ALLOWED, "must not be given twice");
        }
        return of(values.getFirst()).orElseThrow(() -> refused(Violation.Code.NOT_ALLOWED, "must be " + WORDS));
    }

    private static RequestFailure refused(Violation.Code code, String detail) {
        return RequestFailure.invalid(
                FailureCode.VALIDATION_FAILED, List.of(new Violation("/" + PARAMETER, code, detail)));
    }

    /** The format of that name; empty when there is none. */
    public static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** As in a query. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For {@code Content-Type}, with the encoding, which both types need to be told. */
    public String contentType() {
        return mediaType + ";charset=UTF-8";
    }

    /** Of a file's name, without the dot. */
    public String extension() {
        return extension;
    }

    /** What the rendering is called, with its version. */
    String edition() {
        return word() + "-" + version;
    }

    public String render(TicketsResult result) {
        return rendering.apply(result);
    }
}
