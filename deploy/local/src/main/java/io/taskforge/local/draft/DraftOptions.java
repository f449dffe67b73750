package io.taskforge.local.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.local.terminal.Refusal;
import java.util.regex.Pattern;

/**
 * How many tickets are wanted, and what they build on.
 *
 * @param tickets the number of tickets without epics to aim at, or null: as many as it takes
 * @param max the most tickets, epics included, or null for the service's own limit
 * @param base the id of the job whose tickets are kept where nothing changed, or null: all are new
 */
public record DraftOptions(Integer tickets, Integer max, String base) {

    private static final int MOST = 50;
    private static final Pattern JOB_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public DraftOptions {
        check("--tickets", tickets);
        check("--max", max);
        if (tickets != null && max != null && tickets > max) {
            throw Refusal.usage("--tickets " + tickets + " is more than --max " + max + ".");
        }
        if (base != null && !JOB_ID.matcher(base).matches()) {
            throw Refusal.usage("--base is the id of a job, as draft shows it and job_id in a result has it.");
        }
    }

    private static void check(String option, Integer value) {
        if (value != null && (value < 1 || value > MOST)) {
            throw Refusal.usage(option + " is a number from 1 to " + MOST + ", not " + value + ".");
        }
    }

    void writeTo(ObjectNode request) {
        if (base != null) {
            request.put("base_job_id", base);
        }
        if (tickets == null && max == null) {
            return;
        }
        ObjectNode options = request.putObject("options");
        if (tickets != null) {
            options.put("ticket_count", tickets);
        }
        if (max != null) {
            options.put("max_ticket_count", max);
        }
    }
}
