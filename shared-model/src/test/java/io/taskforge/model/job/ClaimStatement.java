package io.taskforge.model.job;

/** The statement with which a free slot takes the job that was submitted first, for whoever measures what the database makes of it. */
public final class ClaimStatement {

    private ClaimStatement() {}

    /** @param worker a plain name, which is not escaped */
    public static String by(String worker) {
        return JobSql.CLAIMED_NEXT
                .replace("$1", "'" + worker + "'")
                .replace("$2", "20000")
                .replace("$3", "1500000");
    }
}
