package io.taskforge.worker.ingest;

/** How a statement was recognised. */
public enum StatementKind {
    /** A sentence with a modal verb. */
    REQUIREMENT,
    /** "As a … I want …", in any of the languages known. */
    USER_STORY,
    /** Given, When, Then. */
    SCENARIO,
    /** An HTTP method and a path. */
    ENDPOINT,
    /** A row of a table of requirements. */
    TABLE_ROW,
    /** An item of a list under a heading that lists work. */
    LIST_ITEM,
    /** Something still to be found out. */
    QUESTION,
    /** Something ruled out. Listed, never drafted. */
    NON_GOAL
}
