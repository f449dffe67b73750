package io.taskforge.api.admin.client;

import io.taskforge.api.limit.LimitsConfig;
import java.util.List;

/**
 * A field of the form of limits.
 *
 * @param hint what it means to leave it empty, where the placeholder does not say it
 * @param placeholder what holds while it is empty
 * @param flaw what is wrong with what was typed; empty when nothing is
 */
record LimitField(String name, String label, String hint, String placeholder, String value, String flaw) {

    static List<LimitField> of(List<Limit> limits, LimitsForm form, LimitsConfig defaults, List<String> offered) {
        return limits.stream()
                .map(limit -> new LimitField(
                        limit.column(),
                        limit.label(),
                        hint(limit, offered),
                        placeholder(limit, defaults),
                        form.text(limit),
                        form.flaw(limit)))
                .toList();
    }

    private static String placeholder(Limit limit, LimitsConfig defaults) {
        return switch (limit) {
            case SUBMIT_PER_SECOND -> Integer.toString(defaults.submitPerSecond());
            case SUBMIT_BURST -> Integer.toString(defaults.submitBurst());
            case READ_PER_SECOND -> Integer.toString(defaults.readPerSecond());
            case READ_BURST -> Integer.toString(defaults.readBurst());
            case ACTIVE_JOBS_MAX -> Integer.toString(defaults.activeJobs());
            case DAILY_JOBS_MAX -> "no quota";
            case ALLOWED_MODELS, CALLBACK_HOSTS -> "";
        };
    }

    private static String hint(Limit limit, List<String> offered) {
        return switch (limit) {
            case ALLOWED_MODELS ->
                "One a line. Empty: every model that the service offers, which is " + String.join(", ", offered) + ".";
            case CALLBACK_HOSTS ->
                "One a line, without scheme and port. Empty: every host that the callback rules let through.";
            case SUBMIT_PER_SECOND, SUBMIT_BURST, READ_PER_SECOND, READ_BURST, ACTIVE_JOBS_MAX, DAILY_JOBS_MAX -> "";
        };
    }
}
