package io.taskforge.local.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.local.terminal.Refusal;

/**
 * How many tickets are wanted.
 *
 * @param tickets the number of tickets without epics to aim at, or null: as many as it takes
 * @param max the most tickets, epics included, or null for the service's own limit
 */
public record DraftOptions(Integer tickets, Integer max) {

    private static final int MOST = 50;

    public DraftOptions {
        check("--tickets", tickets);
        check("--max", max);
        if (tickets != null && max != null && tickets > max) {
            throw Refusal.usage("--tickets " + tickets + " is more than --max " + max + ".");
        }
    }

    private static void check(String option, Integer value) {
        if (value != null && (value < 1 || value > MOST)) {
            throw Refusal.usage(option + " is a number from 1 to " + MOST + ", not " + value + ".");
        }
    }

    void writeTo(ObjectNode request) {
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
