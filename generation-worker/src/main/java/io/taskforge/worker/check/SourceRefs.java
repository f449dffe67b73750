package io.taskforge.worker.check;

import io.taskforge.model.ticket.SourceRef;
import java.util.ArrayList;
import java.util.List;

/** Holds references against the text that they cite: lines that are there, in order, and a quote that stands in them word for word. */
public final class SourceRefs {

    private final List<String> lines;

    /** @param lines of the specification, as line numbers count them */
    public SourceRefs(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * The references that hold. One whose quote does not stand in its lines is dropped whole: what it was meant to cite is not known.
     *
     * @param position of the draft, for the finding
     */
    public List<SourceRef> sound(List<SourceRef> refs, int position, Checks checks) {
        List<SourceRef> sound = new ArrayList<>();
        for (SourceRef ref : refs) {
            boolean inside = ref.startLine() >= 1 && ref.startLine() <= ref.endLine() && ref.endLine() <= lines.size();
            if (inside && (ref.quote() == null || cited(ref).contains(ref.quote()))) {
                sound.add(ref);
            } else {
                String where = "lines " + ref.startLine() + " to " + ref.endLine() + " of " + lines.size();
                checks.note(Observation.repaired(
                        "bad_source_ref",
                        position,
                        inside
                                ? "A quote that does not stand in " + where + " was dropped."
                                : "A reference to " + where + " was dropped."));
            }
        }
        return sound;
    }

    private String cited(SourceRef ref) {
        return String.join("\n", lines.subList(ref.startLine() - 1, ref.endLine()));
    }
}
