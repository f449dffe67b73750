package io.taskforge.api.job;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.failure.Violation;
import io.taskforge.model.job.JobFilter;
import io.taskforge.model.job.JobPages;
import io.taskforge.model.job.JobStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which page of its jobs a client asks for.
 *
 * @param size 1 to {@value JobPages#LARGEST}
 * @param token what an earlier page gave; empty for the first page
 */
record AskedPage(JobFilter filter, int size, Optional<String> token) {

    private static final int DEFAULT_SIZE = 20;
    private static final int KEY_LIMIT = 255;

    private static final String METADATA = "metadata.";

    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private static final String STATUS_WORDS =
            Arrays.stream(JobStatus.values()).map(JobStatus::word).collect(Collectors.joining(", "));

    /** Violations in one answer; more help nobody. */
    private static final int SHOWN_AT_MOST = 100;

    private static final int NAME_SHOWN_AT_MOST = 64;

    /**
     * Takes none that it does not know: a filter that is ignored for a typo shows jobs that were not asked for.
     *
     * @param parameters by name, as in the query of a URL
     * @throws RequestFailure {@code validation_failed} or {@code unknown_field}, with every violation
     */
    static AskedPage of(Map<String, List<String>> parameters) {
        return new Reading(parameters).page();
    }

    /** The first moment after it that a job can have: the database counts microseconds. */
    private static Instant next(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    }

    /** One way through the parameters, gathering what is wrong with them. */
    private static final class Reading {

        private final Map<String, List<String>> parameters;
        private final List<Violation> violations = new ArrayList<>();

        private Reading(Map<String, List<String>> parameters) {
            this.parameters = parameters;
        }

        private AskedPage page() {
            var page = new AskedPage(
                    new JobFilter(
                            once("created_after", this::moment).map(AskedPage::next),
                            once("created_before", this::moment),
                            statuses(),
                            once("idempotency_key", this::key),
                            metadata()),
                    once("page_size", this::size).orElse(DEFAULT_SIZE),
                    once("page_token", (name, token) -> token.isEmpty() ? null : token));
            refuseUnknown();
            if (!violations.isEmpty()) {
                throw failure();
            }
            return page;
        }

        private <T> Optional<T> once(String name, BiFunction<String, String, T> read) {
            List<String> values = parameters.getOrDefault(name, List.of());
            if (values.size() > 1) {
                violate(name, Violation.Code.NOT_ALLOWED, "must not be given twice");
            }
            return values.size() == 1 ? Optional.ofNullable(read.apply(name, values.getFirst())) : Optional.empty();
        }

        private Integer size(String name, String text) {
            boolean negative = text.startsWith("-");
            String digits = negative ? text.substring(1) : text;
            if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                violate(name, Violation.Code.WRONG_TYPE, "must be a whole number");
                return null;
            }
            String number = digits.replaceFirst("^0+", "");
            if (negative && !number.isEmpty()) {
                violate(name, Violation.Code.OUT_OF_RANGE, "must not be negative");
            }
            if (number.isEmpty()) {
                return DEFAULT_SIZE;
            }
            return number.length() > 3 ? JobPages.LARGEST : Math.min(Integer.parseInt(number), JobPages.LARGEST);
        }

        private Instant moment(String name, String text) {
            // A plus sign that was not encoded arrives as a space, and our own documents write +00:00.
            String moment = text.replace(' ', '+');
            try {
                if (MOMENT.matcher(moment).matches()) {
                    return OffsetDateTime.parse(moment).toInstant();
                }
            } catch (DateTimeParseException e) {
                // The violation says it.
            }
            violate(name, Violation.Code.BAD_FORMAT, "must be an RFC 3339 time, such as 2026-05-22T12:35:27Z");
            return null;
        }

        private String key(String name, String text) {
            if (text.isEmpty() || text.length() > KEY_LIMIT || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
                violate(
                        name,
                        Violation.Code.BAD_FORMAT,
                        "must be 1 to " + KEY_LIMIT + " printable ASCII characters without spaces");
            }
            return text;
        }

        private Set<JobStatus> statuses() {
            Set<JobStatus> statuses = EnumSet.noneOf(JobStatus.class);
            for (String word : parameters.getOrDefault("status", List.of())) {
                Arrays.stream(JobStatus.values())
                        .filter(status -> status.word().equals(word))
                        .findFirst()
                        .ifPresentOrElse(
                                statuses::add,
                                () -> violate("status", Violation.Code.NOT_ALLOWED, "must be one of " + STATUS_WORDS));
            }
            return statuses;
        }

        private Map<String, String> metadata() {
            Map<String, String> pairs = new HashMap<>();
            for (String name : parameters.keySet()) {
                if (isMetadata(name)) {
                    once(name, this::metadataValue)
                            .ifPresent(value -> pairs.put(name.substring(METADATA.length()), value));
                }
            }
            return pairs;
        }

        /** PostgreSQL knows no U+0000, nor has any job one. */
        private String metadataValue(String name, String text) {
            if (text.indexOf('\0') >= 0 || name.indexOf('\0') >= 0) {
                violate(name, Violation.Code.BAD_FORMAT, "must not contain U+0000");
            }
            return text;
        }

        private static boolean isMetadata(String name) {
            return name.startsWith(METADATA) && name.length() > METADATA.length();
        }

        private void refuseUnknown() {
            Set<String> known =
                    Set.of("created_after", "created_before", "status", "idempotency_key", "page_size", "page_token");
            parameters.keySet().stream()
                    .filter(name -> !known.contains(name) && !isMetadata(name))
                    .sorted()
                    .forEach(name -> violate(name, Violation.Code.UNKNOWN_FIELD, "is not a known parameter"));
        }

        private void violate(String name, Violation.Code code, String detail) {
            String shown = name.length() <= NAME_SHOWN_AT_MOST ? name : name.substring(0, NAME_SHOWN_AT_MOST - 1) + "…";
            violations.add(new Violation("/" + shown.replace("~", "~0").replace("/", "~1"), code, detail));
        }

        private RequestFailure failure() {
            boolean onlyUnknown = violations.stream().allMatch(each -> each.code() == Violation.Code.UNKNOWN_FIELD);
            FailureCode code = onlyUnknown ? FailureCode.UNKNOWN_FIELD : FailureCode.VALIDATION_FAILED;
            return RequestFailure.invalid(
                    code, violations.stream().distinct().limit(SHOWN_AT_MOST).toList());
        }
    }
}
