package io.taskforge.api.admin.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A limit that can be set for a client, by the name of its column; while it is not, the service's default holds. */
enum Limit {
    SUBMIT_PER_SECOND("Submissions a second"),
    SUBMIT_BURST("Submissions at once"),
    READ_PER_SECOND("Other requests a second"),
    READ_BURST("Other requests at once"),
    ACTIVE_JOBS_MAX("Jobs waiting or running"),
    DAILY_JOBS_MAX("Jobs a day (UTC)"),
    ALLOWED_MODELS("Models that it may name"),
    CALLBACK_HOSTS("Hosts that it may be called back at");

    private static final List<Limit> LISTS = List.of(ALLOWED_MODELS, CALLBACK_HOSTS);

    private final String label;

    Limit(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Of the table {@code client}; also the name of the field, and of the change in the audit log. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that are a number. */
    static List<Limit> numbers() {
        return Arrays.stream(values()).filter(each -> !LISTS.contains(each)).toList();
    }

    /** Those that are a list of names. */
    static List<Limit> lists() {
        return LISTS;
    }
}
