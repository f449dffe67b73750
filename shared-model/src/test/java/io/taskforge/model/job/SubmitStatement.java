package io.taskforge.model.job;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statement that makes a job durable, for whoever measures what the database alone makes of it. */
public final class SubmitStatement {

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    private SubmitStatement() {}

    /** @param values SQL expressions, in the order of the parameters that {@link JobSql#SUBMITTED} describes, and as many */
    public static String with(List<String> values) {
        Matcher parameters = PARAMETER.matcher(JobSql.SUBMITTED);
        int taken = parameters.results().mapToInt(SubmitStatement::number).max().orElseThrow();
        if (values.size() != taken) {
            throw new IllegalArgumentException("the statement takes " + taken + " values");
        }
        return parameters.replaceAll(found -> Matcher.quoteReplacement(values.get(number(found) - 1)));
    }

    private static int number(MatchResult parameter) {
        return Integer.parseInt(parameter.group(1));
    }
}
