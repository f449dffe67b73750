package io.taskforge.eval.contender;

import io.taskforge.eval.gold.Spec;

/** Something that drafts tickets of a specification. */
public interface Contender {

    /** As a table's column names it. */
    String name();

    /** @param tickets how many to ask for, epics aside; null leaves it to the contender */
    Attempt draft(Spec spec, Integer tickets);
}
