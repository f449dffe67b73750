package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.Ticket;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A ticket of the base that lives on.
 *
 * @param covers numbers of the statements of the new text that it is to cover; at least one
 * @param redrafted whether it has to be written anew, because something that it covers has changed
 */
record Heir(Ticket ticket, SortedSet<Integer> covers, boolean redrafted) {

    /** The same ticket, to be written anew for more statements. */
    Heir alsoCovering(Collection<Integer> more) {
        SortedSet<Integer> all = new TreeSet<>(covers);
        all.addAll(more);
        return new Heir(ticket, all, true);
    }
}
