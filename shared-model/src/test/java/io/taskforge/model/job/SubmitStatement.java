package io.taskforge.model.job;

import java.util.List;

/** The statement that makes a job durable, for whoever measures what the database alone makes of it. */
public final class SubmitStatement {

    /** How many parameters it takes. */
    public static final int PARAMETERS = 14;

    private SubmitStatement() {}

    /** @param values SQL expressions, in the order of the parameters that {@link JobSql#SUBMITTED} describes */
    public static String with(List<String> values) {
        if (values.size() != PARAMETERS) {
            throw new IllegalArgumentException("the statement takes " + PARAMETERS + " values");
        }
        String sql = JobSql.SUBMITTED;
        for (int i = PARAMETERS; i >= 1; i--) {
            sql = sql.replace("$" + i, values.get(i - 1));
        }
        return sql;
    }
}
